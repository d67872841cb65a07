using System.CommandLine;
using System.Text;
using ServerlessMlops.Cli.Ledger;
using ServerlessMlops.Pipeline.Ledger.Transparency;
using Spectre.Console;

namespace ServerlessMlops.Cli.Commands;

/// <param name="Checkpoint">The signed note.</param>
/// <param name="Keys">Every key that has signed for the log.</param>
internal sealed record CheckpointAnswer(string Origin, long Size, string Root, string Checkpoint, IReadOnlyList<string> Keys);

/// <summary>Shows the log's head; kept outside the storage account, it makes any later rewriting seen.</summary>
internal static class LedgerCheckpointCommand
{
    public static Command Create(Wiring wiring)
    {
        var output = new Option<FileInfo?>("--out") { Description = "Also write the signed note there.", HelpName = "FILE" };
        var command = new ExampledCommand(
            "checkpoint", "Show the signed head of the log, to be kept where its keeper cannot write.",
            "mlops ledger checkpoint", "mlops ledger checkpoint --out checkpoint.txt") { output };
        wiring.Run(command, async (invocation, cancellation) =>
        {
            using var api = await invocation.OpenAsync(cancellation);
            var note = await api.FindLogAsync("checkpoint", cancellation) ?? throw LedgerVerifyCommand.NoCheckpoint();
            var keys = await LedgerVerifyCommand.KeysOfAsync(new AppLog(api), cancellation);
            var head = Checkpoint.Open(note, keys) switch
            {
                CheckpointVerdict.Signed signed => signed.Head,
                CheckpointVerdict.Refused refused => throw new CommandFault(refused.Reason),
                _ => throw new InvalidOperationException("A checkpoint is signed or refused."),
            };
            if (invocation.Parsed.GetValue(output) is { } file)
            {
                await File.WriteAllBytesAsync(file.FullName, note, cancellation);
            }

            var answer = new CheckpointAnswer(head.Origin, head.Size, head.Root.ToString(), Encoding.UTF8.GetString(note), [.. keys.Select(key => key.Text)]);
            return invocation.Answer.Give(answer, console =>
            {
                console.WriteLine(answer.Checkpoint.TrimEnd('\n'));
                answer.Keys.ToList().ForEach(key => console.MarkupLineInterpolated($"[grey]key[/] {key}"));
            });
        });
        return command;
    }
}
