using System.CommandLine;
using ServerlessMlops.Cli.Http;
using ServerlessMlops.Cli.Output;

namespace ServerlessMlops.Cli.Commands;

internal static class ApprovalsShowCommand
{
    public static Command Create(Wiring wiring)
    {
        var request = Named.Argument("REQUEST", "The request's or the run's id, or how it begins.");
        var command = new ExampledCommand("show", "The question and its evidence.", "mlops approvals show 4f0c") { request };
        wiring.Run(command, async (invocation, cancellation) =>
        {
            using var api = await invocation.OpenAsync(cancellation);
            var view = await Approvals.FindAsync(api, invocation.Parsed.GetRequiredValue(request), cancellation);
            return invocation.Answer.Give(view, console => ApprovalText.Write(console, view, api.ApprovalPage(view.Request.RequestId)));
        });
        return command;
    }
}
