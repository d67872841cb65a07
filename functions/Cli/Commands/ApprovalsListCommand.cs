using System.CommandLine;
using ServerlessMlops.Cli.Output;
using ServerlessMlops.Pipeline.Contracts;
using Spectre.Console;

namespace ServerlessMlops.Cli.Commands;

internal static class ApprovalsListCommand
{
    public static Command Create(Wiring wiring)
    {
        var state = new Option<ApprovalState>("--state") { Description = "Those in this state.", DefaultValueFactory = _ => ApprovalState.Open };
        var all = new Option<bool>("--all") { Description = "Those in every state." };
        var command = new ExampledCommand("list", "What people are asked.", "mlops approvals list", "mlops approvals list --all --json") { state, all };
        wiring.Run(command, async (invocation, cancellation) =>
        {
            using var api = await invocation.OpenAsync(cancellation);
            var asked = invocation.Parsed.GetValue(all) ? null : invocation.Parsed.GetValue(state).ToString().ToLowerInvariant();
            var found = await api.ApprovalsAsync(asked, cancellation);
            return invocation.Answer.Give(found, console =>
            {
                if (found.Approvals.Count == 0)
                {
                    console.MarkupLine("Nothing waits for people.");
                    return;
                }

                var table = new Table { Border = TableBorder.Simple }.AddColumns("Request", "Model", "State", "Submitter", "Quorum", "Deadline");
                foreach (var request in found.Approvals)
                {
                    table.AddRow(
                        Symbols.Short(request.RequestId), Markup.Escape(request.Model), request.State.ToString(), Markup.Escape(request.Submitter),
                        $"{request.Quorum} of {Markup.Escape(string.Join(", ", request.Roles))}", Symbols.When(request.Deadline));
                }

                console.Write(table);
            });
        });
        return command;
    }
}
