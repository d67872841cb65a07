using System.CommandLine;
using System.Text.Json;
using ServerlessMlops.Cli.Http;
using ServerlessMlops.Cli.Ledger;
using ServerlessMlops.Cli.Local;
using ServerlessMlops.Cli.Output;
using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Ledger;
using Spectre.Console;

namespace ServerlessMlops.Cli.Commands;

/// <summary>Computes every link of a chain again, here, and names the first bad entry.</summary>
internal static class AuditVerifyCommand
{
    /// <param name="Ledger">With <c>--all</c>, where the transparency log has a checkpoint: what its verification found.</param>
    private sealed record AuditAnswer(bool Verified, long Entries, IReadOnlyList<ChainCheck> Chains, LedgerAnswer? Ledger = null);

    public static Command Create(Wiring wiring)
    {
        var what = Named.Optional("RUN|MODEL", "A run's id (or how it begins), or a model's name.");
        var all = new Option<bool>("--all") { Description = "Every run and every model." };
        var file = new Option<FileInfo?>("--file") { Description = "A JSON array of entries that was saved before: no app is asked.", HelpName = "FILE" };
        var command = new ExampledCommand(
            "verify", "Walk the hash chain of the audit log.", "mlops audit verify 4f0c", "mlops audit verify --all --json", "mlops audit verify --file entries.json") { what, all, file };
        wiring.Run(command, async (invocation, cancellation) =>
        {
            var parsed = invocation.Parsed;
            var checks = (parsed.GetValue(file), parsed.GetValue(all), parsed.GetValue(what)) switch
            {
                ({ } saved, false, null) => [OfFile(InputFiles.Existing(saved))],
                (null, true, null) => await OfAllAsync(invocation, cancellation),
                (null, false, { } named) => [await OfOneAsync(invocation, named, cancellation)],
                _ => throw CommandFault.Usage("Name one of: a run or a model, --all, --file.", "mlops audit verify --all"),
            };
            var ledger = parsed.GetValue(all) ? await LedgerVerifyCommand.OfAppIfAnyAsync(invocation, cancellation) : null;
            var verified = checks.All(check => check.Verified) && ledger is not { Verified: false };
            return invocation.Answer.Give(
                new AuditAnswer(verified, checks.Sum(check => check.Entries), checks, ledger),
                console =>
                {
                    Write(console, checks);
                    if (ledger is not null)
                    {
                        LedgerVerifyCommand.Write(console, ledger);
                    }
                },
                verified ? ExitCodes.Ok : ExitCodes.No);
        });
        return command;
    }

    private static void Write(IAnsiConsole console, IReadOnlyList<ChainCheck> checks)
    {
        foreach (var check in checks)
        {
            if (check.Verified)
            {
                console.MarkupLineInterpolated($"[green]{Symbols.Yes}[/] {check.Chain}  {check.Entries} entries  [grey]head {check.Head}[/]");
            }
            else
            {
                console.MarkupLineInterpolated($"[red]{Symbols.No}[/] {check.Chain}  first bad entry {check.FirstBad}  {check.Reason}");
            }
        }
    }

    private static ChainCheck OfFile(FileInfo file)
    {
        try
        {
            var entries = MlopsJson.Read<List<AuditEntry>>(File.ReadAllBytes(file.FullName));
            return ChainCheck.Of(entries is [var first, ..] ? first.Event.Chain : file.Name, entries);
        }
        catch (JsonException broken)
        {
            throw new CommandFault($"{file.FullName} is not a JSON array of audit entries: {broken.Message}");
        }
    }

    private static async Task<ChainCheck> OfOneAsync(Invocation invocation, string named, CancellationToken cancellation)
    {
        using var api = await invocation.OpenAsync(cancellation);
        foreach (var chain in new[] { AuditChains.Run(named), AuditChains.Model(named) })
        {
            if (await api.FindChainAsync(chain, cancellation) is { } entries)
            {
                return ChainCheck.Of(chain, entries);
            }
        }

        var run = AuditChains.Run(await RunNames.ResolveAsync(api, named, cancellation));
        return await api.FindChainAsync(run, cancellation) is { } found
            ? ChainCheck.Of(run, found)
            : throw new CommandFault($"There is no audit chain of a run or a model '{named}'.", "mlops runs list");
    }

    private static async Task<IReadOnlyList<ChainCheck>> OfAllAsync(Invocation invocation, CancellationToken cancellation)
    {
        using var api = await invocation.OpenAsync(cancellation);
        var checks = new List<ChainCheck>();
        await foreach (var run in RunNames.AllAsync(api, cancellation))
        {
            // A run that exists and has no chain is itself a gap.
            var chain = AuditChains.Run(run.Request.RunId);
            checks.Add(ChainCheck.Of(chain, await api.FindChainAsync(chain, cancellation) ?? []));
        }

        foreach (var model in (await api.ModelsAsync(cancellation)).Models)
        {
            // A model's chain begins with the first thing that happened to it beside its runs.
            var chain = AuditChains.Model(model.Model);
            if (await api.FindChainAsync(chain, cancellation) is { } entries)
            {
                checks.Add(ChainCheck.Of(chain, entries));
            }
        }

        return checks;
    }
}
