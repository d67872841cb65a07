using System.CommandLine;
using ServerlessMlops.Cli.Http;
using ServerlessMlops.Cli.Output;
using Spectre.Console;

namespace ServerlessMlops.Cli.Commands;

internal static class RunsShowCommand
{
    public static Command Create(Wiring wiring)
    {
        var run = Named.Argument("RUN", "The run's id, or how it begins.");
        var command = new ExampledCommand("show", "One run: verdict, problems, measures, timeline.", "mlops runs show 4f0c") { run };
        wiring.Run(command, async (invocation, cancellation) =>
        {
            using var api = await invocation.OpenAsync(cancellation);
            var view = await RunNames.FindAsync(api, invocation.Parsed.GetRequiredValue(run), cancellation);
            var receipt = await api.ReceiptAsync(view.Run.Request.RunId, cancellation);
            return invocation.Answer.Give(new { view.Run, Receipt = receipt, view.Timeline }, console =>
            {
                RunText.Write(console, receipt);
                foreach (var entry in view.Timeline)
                {
                    console.MarkupLineInterpolated(
                        $"  [grey]{Symbols.When(entry.RecordedAt)}[/]  {entry.Event.Action}  [grey]{entry.Event.Actor.Name}[/]");
                }

                console.MarkupLineInterpolated($"  [grey]page[/]  [link]{api.RunPage(receipt.RunId)}[/]");
            });
        });
        return command;
    }
}
