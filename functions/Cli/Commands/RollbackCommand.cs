using System.CommandLine;
using ServerlessMlops.Cli.Output;
using Spectre.Console;

namespace ServerlessMlops.Cli.Commands;

internal static class RollbackCommand
{
    public static Command Create(Wiring wiring)
    {
        var model = Named.Argument("MODEL", "The model's name.");
        var reason = new Option<string>("--reason") { Description = "Why; it stands in the audit log.", Required = true };
        var command = new ExampledCommand(
            "rollback", "Make the version before the live one live again.", "mlops rollback credit-risk --reason 'Complaints since noon' --as olga") { model, reason };
        wiring.Run(command, async (invocation, cancellation) =>
        {
            using var api = await invocation.OpenAsync(cancellation);
            var alias = await api.RollbackAsync(invocation.Parsed.GetRequiredValue(model), invocation.Parsed.GetRequiredValue(reason), cancellation);
            return invocation.Answer.Give(alias, console => console.MarkupLineInterpolated(
                $"[green]{Symbols.Yes}[/] {alias.Model} answers with version {alias.Version} again."));
        });
        return command;
    }
}
