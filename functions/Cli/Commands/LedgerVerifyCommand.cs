using System.CommandLine;
using ServerlessMlops.Cli.Ledger;
using ServerlessMlops.Cli.Local;
using ServerlessMlops.Cli.Output;
using ServerlessMlops.Pipeline.Ledger.Transparency;
using Spectre.Console;

namespace ServerlessMlops.Cli.Commands;

internal static class LedgerVerifyCommand
{
    public static Command Create(Wiring wiring)
    {
        var pack = Named.Optional("PACK", "A file that `mlops ledger pack` wrote: no app is asked.");
        var since = new Option<FileInfo[]>("--since") { Description = "A signed checkpoint that was kept: the log must continue it.", HelpName = "FILE" };
        var key = new Option<string[]>("--key") { Description = "Believe this verifier key, and not the ones known here.", HelpName = "VKEY" };
        var command = new ExampledCommand(
            "verify", "Hash the whole log again, and compare it with its head, with what was kept, and with the audit record.",
            "mlops ledger verify", "mlops ledger verify pack.zip --key \"$(cat log.vkey)\"", "mlops ledger verify --since checkpoint-2026-01.txt") { pack, since, key };
        wiring.Run(command, async (invocation, cancellation) =>
        {
            var parsed = invocation.Parsed;
            var kept = (parsed.GetValue(since) ?? []).Select(file => File.ReadAllBytes(InputFiles.Existing(file).FullName)).ToList();
            var keys = (parsed.GetValue(key) ?? []).Select(LedgerMemory.KeyOf).ToList();
            var answer = parsed.GetValue(pack) is { } file
                ? await OfPackAsync(InputFiles.Existing(new FileInfo(file)), keys, kept, cancellation)
                : await OfAppAsync(invocation, keys, kept, cancellation);
            return invocation.Answer.Give(answer, console => Write(console, answer), answer.Verified ? ExitCodes.Ok : ExitCodes.No);
        });
        return command;
    }

    /// <summary>The app's log; what is found whole is remembered for the next time.</summary>
    public static async Task<LedgerAnswer> OfAppAsync(
        Invocation invocation, IReadOnlyList<NoteKey> keys, IReadOnlyList<byte[]> kept, CancellationToken cancellation)
    {
        using var api = await invocation.OpenAsync(cancellation);
        var (source, memory, check) = (new AppLog(api), LedgerMemory.Of(invocation.State), new LedgerCheck());
        if (kept.Count + memory.Notes.Count == 0 && await source.FindAsync("checkpoint", cancellation) is null)
        {
            throw NoCheckpoint();
        }

        var known = keys.Count > 0 ? keys : memory.Keys;
        var believed = known.Count > 0 ? known : await KeysOfAsync(source, cancellation);
        var answer = await check.RunAsync(source, believed, [.. kept, .. memory.Notes], known.Count == 0, cancellation);
        if (answer.Verified && Checkpoint.Open(check.Read["checkpoint"], believed) is CheckpointVerdict.Signed signed)
        {
            memory.Keep(believed, signed.Head, check.Read["checkpoint"]);
        }

        return answer;
    }

    /// <returns>Null where the log has no checkpoint, and never had one that is known here.</returns>
    public static async Task<LedgerAnswer?> OfAppIfAnyAsync(Invocation invocation, CancellationToken cancellation)
    {
        using var api = await invocation.OpenAsync(cancellation);
        return LedgerMemory.Of(invocation.State).Notes.Count > 0 || await api.FindLogAsync("checkpoint", cancellation) is not null
            ? await OfAppAsync(invocation, [], [], cancellation)
            : null;
    }

    public static async Task<IReadOnlyList<NoteKey>> KeysOfAsync(LogSource source, CancellationToken cancellation) =>
        [.. (await source.KeysAsync(cancellation)).Keys.Select(key => LedgerMemory.KeyOf(key.VerifierKey))];

    public static CommandFault NoCheckpoint() => new("The log has no checkpoint yet: entries are included within a minute of being recorded.");

    public static void Write(IAnsiConsole console, LedgerAnswer answer)
    {
        if (answer.Verified)
        {
            console.MarkupLineInterpolated($"[green]{Symbols.Yes}[/] {answer.Origin}  {answer.Size} entries  [grey]root {answer.Root}[/]");
            console.MarkupLineInterpolated($"  kept checkpoints that it continues: {answer.KeptChecked}; chains of the audit record that agree with it: {answer.Chains.Count}");
            if (answer.NotIncluded > 0)
            {
                console.MarkupLineInterpolated($"  {answer.NotIncluded} entries are recorded and not included yet");
            }
        }
        else
        {
            var where = (answer.FirstBad, answer.LastBad) switch
            {
                (null, _) => "",
                var (first, last) when first == last => $"first bad entry {first}  ",
                var (first, last) => $"first bad entry between {first} and {last}  ",
            };
            console.MarkupLineInterpolated($"[red]{Symbols.No}[/] {where}{answer.Reason}");
        }

        if (answer.KeysOnFirstUse)
        {
            console.MarkupLine("[yellow]The keys are the log's own word.[/] Compare them with what its keeper has published:");
            answer.Keys.ToList().ForEach(key => console.MarkupLineInterpolated($"  {key}"));
        }
    }

    private static async Task<LedgerAnswer> OfPackAsync(
        FileInfo file, IReadOnlyList<NoteKey> keys, IReadOnlyList<byte[]> kept, CancellationToken cancellation)
    {
        var source = new PackedLog(file);
        var believed = keys.Count > 0 ? keys : await KeysOfAsync(source, cancellation);
        return await new LedgerCheck().RunAsync(source, believed, kept, keys.Count == 0, cancellation);
    }
}
