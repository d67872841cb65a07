using System.Text;
using Azure;
using Azure.Storage.Blobs.Specialized;
using ServerlessMlops.Pipeline.Ledger.Transparency;

namespace ServerlessMlops.Storage;

/// <summary>What one pass of the sequencer did.</summary>
/// <param name="Included">Entries.</param>
/// <param name="Size">Of the log; null where it is not known: another sequencer is at work.</param>
/// <param name="Faults">Chains that cannot be taken in, one sentence each: what was recorded in them was changed.</param>
public sealed record SequencerPass(int Included, long? Size, IReadOnlyList<string> Faults);

/// <summary>Takes what was appended to the audit record into the transparency log.</summary>
/// <remarks>
/// It writes down what it is about to do (the plan, under the state's ETag), does it in steps that may be repeated, and moves the state on.
/// Killed between any two calls, the next pass carries the same plan out again: the same bytes under the same names.
/// </remarks>
public sealed class Sequencer(
    AuditLog audit, LedgerIntake intake, LedgerIndex index, LedgerBlobs blobs, LedgerState states, SequencerPlanner planner, LogSigners signers)
{
    private const int Parallel = 8;

    /// <summary>Until nothing waits. Where another sequencer is at work, it leaves the work to that one.</summary>
    /// <exception cref="LedgerDamagedException">The stored log is not what it was written as.</exception>
    public async Task<SequencerPass> RunAsync(CancellationToken cancellation = default)
    {
        var found = await states.FindAsync(cancellation);
        if (found is { State.Plan: null } idle && await intake.IsEmptyAsync(cancellation))
        {
            return new(0, idle.State.Size, []);
        }

        if (await states.TryLeaseAsync(cancellation) is not { } lease)
        {
            return new(0, null, []);
        }

        try
        {
            return await WorkAsync(lease, cancellation);
        }
        finally
        {
            await LedgerState.ReleaseAsync(lease);
        }
    }

    private async Task<SequencerPass> WorkAsync(BlobLeaseClient lease, CancellationToken cancellation)
    {
        var identity = await signers.OpenAsync(cancellation);
        for (var included = 0; ;)
        {
            if (await states.FindAsync(cancellation) is not var (state, tag))
            {
                await BeginAsync(identity, cancellation);
                continue;
            }

            RefuseAnotherLog(state, identity);
            if (state.Plan is { } plan)
            {
                if (await CarryOutAsync(state, plan, tag, identity, cancellation))
                {
                    included += plan.Count;
                }
            }
            else
            {
                var (entries, faults) = await planner.PlanAsync(cancellation);
                if (entries.Count == 0)
                {
                    return new(included, state.Size, faults);
                }

                await states.TryReplaceAsync(state with { Plan = entries }, tag, cancellation);
            }

            if (!await LedgerState.TryRenewAsync(lease, cancellation))
            {
                return new(included, null, []);
            }
        }
    }

    /// <summary>What was recorded before there was a log is announced first; the state comes last, so that this is never left half done.</summary>
    private async Task BeginAsync(LogIdentity identity, CancellationToken cancellation)
    {
        await foreach (var (chain, head) in audit.HeadsAsync(cancellation))
        {
            await intake.AnnounceAsync(chain, head.Count - 1, cancellation);
        }

        await states.TryReplaceAsync(new(identity.Origin, 0, Rfc6962.Empty.ToString()), null, cancellation);
    }

    /// <returns>False where another sequencer was first to move the state on.</returns>
    private async Task<bool> CarryOutAsync(
        SequencerState state, IReadOnlyList<PlannedEntry> plan, ETag tag, LogIdentity identity, CancellationToken cancellation)
    {
        var edge = await EdgeAsync(state, cancellation);
        var grown = TreeGrowth.Grow(state.Size, edge, [.. plan.Select(entry => Encoding.UTF8.GetBytes(entry.Envelope))]);
        await Task.WhenAll(grown.Written.Chunk((grown.Written.Count + Parallel - 1) / Parallel).Select(async some =>
        {
            foreach (var tile in some)
            {
                await blobs.WriteAsync(tile, cancellation);
            }
        }));

        var note = await CheckpointAsync(grown, identity, cancellation);
        await index.AddAsync(plan.Select((entry, i) => new LogPlace(entry.Chain, entry.Sequence, entry.Hash, state.Size + i)), cancellation);
        await states.ListAsync(identity.Keys, grown.Size, cancellation);
        await states.PublishAsync(grown.Size, note, cancellation);
        await intake.SettleAsync(plan.Select(entry => new Announced(entry.Chain, entry.Sequence)), cancellation);
        return await states.TryReplaceAsync(new(state.Origin, grown.Size, grown.Root.ToString()), tag, cancellation) is not null;
    }

    /// <summary>The right edge, believed only if it leads to the root that was signed last.</summary>
    private async Task<Dictionary<Tile, byte[]>> EdgeAsync(SequencerState state, CancellationToken cancellation)
    {
        var edge = new Dictionary<Tile, byte[]>();
        foreach (var tile in TreeGrowth.Edge(state.Size))
        {
            edge[tile] = await blobs.ReadAsync(tile.Path, cancellation);
        }

        var root = TreeGrowth.Grow(state.Size, edge, []).Root.ToString();
        return root == state.Root
            ? edge
            : throw new LedgerDamagedException($"its last tiles lead to the root {root}; the last checkpoint, of size {state.Size}, has {state.Root}.");
    }

    private async Task<byte[]> CheckpointAsync(Grown grown, LogIdentity identity, CancellationToken cancellation)
    {
        var head = new Checkpoint(identity.Origin, grown.Size, grown.Root);
        var made = (await SignedNote.SignAsync(head.Text, identity.Signers, cancellation)).ToBytes();
        var kept = await blobs.WriteCheckpointAsync(grown.Size, made, cancellation);
        return Checkpoint.TryRead(SignedNote.TryRead(kept)?.Text ?? "") == head
            ? kept
            : throw new LedgerDamagedException($"{LedgerBlobs.CheckpointPath(grown.Size)} is of another tree than the entries give.");
    }

    private static void RefuseAnotherLog(SequencerState state, LogIdentity identity)
    {
        if (state.Origin != identity.Origin)
        {
            throw new LedgerDamagedException($"it is called {state.Origin} and the setting Ledger:Origin says {identity.Origin}; a log keeps its name.");
        }
    }
}
