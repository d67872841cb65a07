using System.CommandLine;
using ServerlessMlops.Cli.Output;
using ServerlessMlops.Pipeline.Contracts;
using Spectre.Console;

namespace ServerlessMlops.Cli.Commands;

/// <summary>Has a released version trained again, and says whether it came out the same to the bit.</summary>
internal static class ReproduceCommand
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(500);

    public static Command Create(Wiring wiring)
    {
        var version = Named.Argument("MODEL@VERSION", "A released version, for example credit-risk@3.");
        var all = new Option<bool>("--all") { Description = "Every candidate that the version records, not the released one alone." };
        var command = new ExampledCommand(
            "reproduce", "Train a version again from what it records, and compare it bit for bit.",
            "mlops reproduce credit-risk@1", "mlops reproduce credit-risk@1 --all --json") { version, all };
        wiring.Run(command, async (invocation, cancellation) =>
        {
            var (model, number) = Parse(invocation.Parsed.GetRequiredValue(version));
            using var api = await invocation.OpenAsync(cancellation);
            var view = await Work.ShowAsync(invocation.Answer.Beside, invocation.Screen.ErrorIsTerminal, $"Training {model}@{number} again", async _ =>
            {
                var asked = await api.ReproduceAsync(model, number, invocation.Parsed.GetValue(all), cancellation);
                using var ticks = new PeriodicTimer(Look, invocation.Time);
                var seen = asked;
                while (seen.State == "running" && await ticks.WaitForNextTickAsync(cancellation))
                {
                    seen = await api.ReproductionAsync(asked.Id, cancellation);
                }

                return seen;
            });
            var report = view.Report ?? throw new CommandFault($"{model}@{number} could not be trained again: {view.Reason}");
            return invocation.Answer.Give(report, console => Write(console, report), report.IsReproduced ? ExitCodes.Ok : ExitCodes.No);
        });
        return command;
    }

    private static (string Model, int Version) Parse(string text) =>
        text.Split('@') is [{ Length: > 0 } model, { } number] && int.TryParse(number, out var version) && version > 0
            ? (model, version)
            : throw CommandFault.Usage($"Seen '{text}'; expected MODEL@VERSION.", "credit-risk@1, for example");

    private static void Write(IAnsiConsole console, ReproductionReport report)
    {
        foreach (var candidate in report.Candidates)
        {
            var sign = candidate.IsSame ? $"[green]{Symbols.Yes}[/]" : $"[red]{Symbols.No}[/]";
            var words = candidate switch
            {
                { IsSame: true } => $"the same to the bit, {Symbols.Short(candidate.Recorded)}",
                { Seen: { } seen } => $"recorded {Symbols.Short(candidate.Recorded)}, now {Symbols.Short(seen)}",
                _ => candidate.Reason ?? "not trained",
            };
            console.MarkupLine($"{sign} {Markup.Escape(candidate.Name)}{(candidate.IsWinner ? " (released)" : "")}  {Markup.Escape(words)}");
        }

        foreach (var difference in report.Differences)
        {
            console.MarkupLineInterpolated($"  [yellow]{difference}[/]");
        }
    }
}
