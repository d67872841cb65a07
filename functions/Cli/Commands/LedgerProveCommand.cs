using System.CommandLine;
using System.Globalization;
using System.Text;
using ServerlessMlops.Cli.Http;
using ServerlessMlops.Cli.Ledger;
using ServerlessMlops.Cli.Output;
using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Ledger.Transparency;
using Spectre.Console;

namespace ServerlessMlops.Cli.Commands;

/// <param name="Reason">Why it is not proven; null where it is.</param>
internal sealed record ProveAnswer(bool Proven, string? Reason, LogEntry Entry);

/// <summary>Shows that one entry is in the log, computed on this machine.</summary>
internal static class LedgerProveCommand
{
    public static Command Create(Wiring wiring)
    {
        var entry = Named.Argument("ENTRY", "An index in the log, or an audit entry as CHAIN/SEQUENCE.");
        var output = new Option<FileInfo?>("--out") { Description = "Also write entry, proof and checkpoint there, as JSON.", HelpName = "FILE" };
        var command = new ExampledCommand(
            "prove", "Show that an entry is in the log.", "mlops ledger prove 17", "mlops ledger prove model.credit-risk/0 --out proof.json") { entry, output };
        wiring.Run(command, async (invocation, cancellation) =>
        {
            using var api = await invocation.OpenAsync(cancellation);
            var found = await FindAsync(api, invocation.Parsed.GetRequiredValue(entry), cancellation);
            var memory = LedgerMemory.Of(invocation.State).Keys;
            var keys = memory.Count > 0 ? memory : await LedgerVerifyCommand.KeysOfAsync(new AppLog(api), cancellation);
            var reason = Fault(found, keys);
            if (invocation.Parsed.GetValue(output) is { } file)
            {
                await File.WriteAllBytesAsync(file.FullName, MlopsJson.WriteBytes(found), cancellation);
            }

            return invocation.Answer.Give(
                new ProveAnswer(reason is null, reason, found),
                console =>
                {
                    if (reason is null)
                    {
                        console.MarkupLineInterpolated(
                            $"[green]{Symbols.Yes}[/] {found.Envelope.Id} {found.Envelope.Type} is entry {found.Index} of the log");
                    }
                    else
                    {
                        console.MarkupLineInterpolated($"[red]{Symbols.No}[/] {found.Envelope.Id} is not proven: {reason}");
                    }

                    console.WriteLine(found.Checkpoint.TrimEnd('\n'));
                },
                reason is null ? ExitCodes.Ok : ExitCodes.No);
        });
        return command;
    }

    /// <returns>Why the entry is not shown to be in the log; null where it is.</returns>
    public static string? Fault(LogEntry found, IReadOnlyList<NoteKey> keys)
    {
        if (Checkpoint.Open(Encoding.UTF8.GetBytes(found.Checkpoint), keys) is not CheckpointVerdict.Signed signed)
        {
            return "no key that is believed signed the checkpoint.";
        }

        var proof = new List<TreeHash>();
        foreach (var text in found.Proof)
        {
            if (!TreeHash.TryOfBase64(text, out var hash))
            {
                return $"'{text}' in the proof is no hash.";
            }

            proof.Add(hash);
        }

        var leaf = Rfc6962.Leaf(Convert.FromBase64String(found.Entry));
        return ProofCheck.Inclusion(leaf, found.Index, signed.Head.Size, proof, signed.Head.Root) is ProofVerdict.Fails fails ? fails.Reason : null;
    }

    private static Task<LogEntry> FindAsync(ApiClient api, string text, CancellationToken cancellation)
    {
        if (TryNumber(text) is { } index)
        {
            return api.LogEntryAsync(index, cancellation);
        }

        return text.LastIndexOf('/') is > 0 and var at && TryNumber(text[(at + 1)..]) is { } sequence
            ? api.LogEntryAsync(text[..at], sequence, cancellation)
            : throw CommandFault.Usage($"Seen '{text}'; expected an index, or CHAIN/SEQUENCE.", "mlops ledger prove model.credit-risk/0");
    }

    private static long? TryNumber(string text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
