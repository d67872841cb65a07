using System.CommandLine;
using ServerlessMlops.Cli.Http;
using ServerlessMlops.Cli.Output;
using Spectre.Console;

namespace ServerlessMlops.Cli.Commands;

/// <summary>Becomes the submitter of an upload that nobody announced.</summary>
internal static class ClaimCommand
{
    public static Command Create(Wiring wiring)
    {
        var run = Named.Argument("RUN", "The run's id, or how it begins.");
        var command = new ExampledCommand("claim", "Answer for an upload that was dropped without `submit`.", "mlops claim 4f0c --as dana") { run };
        wiring.Run(command, async (invocation, cancellation) =>
        {
            using var api = await invocation.OpenAsync(cancellation);
            var runId = await RunNames.ResolveAsync(api, invocation.Parsed.GetRequiredValue(run), cancellation);
            var claimed = await api.ClaimAsync(runId, cancellation);
            return invocation.Answer.Give(claimed, console => console.MarkupLineInterpolated(
                $"[green]{Symbols.Yes}[/] {claimed.Submitter} answers for run {runId} ({claimed.Request.Path})."));
        });
        return command;
    }
}
