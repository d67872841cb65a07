using System.CommandLine;
using ServerlessMlops.Cli.Output;
using ServerlessMlops.Pipeline.Contracts;
using Spectre.Console;

namespace ServerlessMlops.Cli.Commands;

internal static class RunsListCommand
{
    public static Command Create(Wiring wiring)
    {
        var model = new Option<string?>("--model") { Description = "Only this model's." };
        var state = new Option<RunState?>("--state") { Description = "Only those in this state." };
        var top = new Option<int>("--top") { Description = "How many at most, 1 to 100.", DefaultValueFactory = _ => 20 };
        top.Validators.Add(given =>
        {
            if (given.Tokens.Any(token => int.TryParse(token.Value, out var count) && count is < 1 or > 100))
            {
                given.AddError("--top expects 1 to 100.");
            }
        });
        var command = new ExampledCommand("list", "The newest runs.", "mlops runs list", "mlops runs list --state AwaitingApproval --json") { model, state, top };
        wiring.Run(command, async (invocation, cancellation) =>
        {
            using var api = await invocation.OpenAsync(cancellation);
            var parsed = invocation.Parsed;
            var found = await api.RunsAsync(parsed.GetValue(model), parsed.GetValue(state)?.ToString(), parsed.GetValue(top), null, cancellation);
            return invocation.Answer.Give(found, console => Write(console, found.Runs));
        });
        return command;
    }

    private static void Write(IAnsiConsole console, IReadOnlyList<RunRecord> runs)
    {
        if (runs.Count == 0)
        {
            console.MarkupLine("No runs. [grey]mlops submit MODEL FILE drops a dataset.[/]");
            return;
        }

        var table = new Table { Border = TableBorder.Simple }.AddColumns("Run", "Model", "File", "State", "Since", "Submitter");
        foreach (var run in runs)
        {
            table.AddRow(
                Markup.Escape(Symbols.Short(run.Request.RunId)),
                Markup.Escape(run.Request.Model),
                Markup.Escape(run.Request.File),
                $"[{Symbols.ColourOf(run.State)}]{StageBar.Words(run.State)}[/]",
                Symbols.When(run.UpdatedAt),
                Markup.Escape(run.Submitter ?? "–"));
        }

        console.Write(table);
    }
}
