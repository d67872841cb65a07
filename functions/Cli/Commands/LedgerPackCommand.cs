using System.CommandLine;
using ServerlessMlops.Cli.Ledger;
using Spectre.Console;

namespace ServerlessMlops.Cli.Commands;

internal sealed record PackAnswer(string Path, LedgerAnswer Ledger);

/// <summary>Writes the whole log into one file that verifies without an app and without a network.</summary>
internal static class LedgerPackCommand
{
    public static Command Create(Wiring wiring)
    {
        var file = Named.Argument("FILE", "The zip file to write.");
        var command = new ExampledCommand(
            "pack", "Write the log and the audit record into one file, for `mlops ledger verify FILE`.", "mlops ledger pack ledger.zip") { file };
        wiring.Run(command, async (invocation, cancellation) =>
        {
            using var api = await invocation.OpenAsync(cancellation);
            var (source, check, target) = (new AppLog(api), new LedgerCheck(), new FileInfo(invocation.Parsed.GetRequiredValue(file)));
            var keys = await LedgerVerifyCommand.KeysOfAsync(source, cancellation);
            var answer = await check.RunAsync(source, keys, [], isFirstUse: true, cancellation);
            // Also one that is broken: the pack is evidence.
            await PackedLog.WriteAsync(source, target, check, cancellation);
            return invocation.Answer.Give(
                new PackAnswer(target.FullName, answer),
                console =>
                {
                    console.WriteLine(target.FullName);
                    LedgerVerifyCommand.Write(console, answer);
                },
                answer.Verified ? ExitCodes.Ok : ExitCodes.No);
        });
        return command;
    }
}
