using System.Globalization;
using Azure.Data.Tables;
using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Release;

namespace ServerlessMlops.Storage;

/// <summary>What became of a move.</summary>
public abstract record AliasMove
{
    private AliasMove()
    {
    }

    /// <param name="Alias">As it stands now.</param>
    /// <param name="Earlier">Where the same move, by its key, was made before: that move, and nothing was moved again.</param>
    public sealed record Moved(AliasRecord Alias, DeploymentRecord? Earlier = null) : AliasMove;

    /// <summary>Another was first: the alias names something else than the mover was told.</summary>
    public sealed record Conflict(int? Current) : AliasMove;

    public sealed record NothingBefore : AliasMove;
}

/// <summary>Which version is live. The alias and the move that made it so are one transaction under the alias' ETag.</summary>
public sealed class Aliases(StorageClients clients, TimeProvider time)
{

    private readonly TableClient _table = clients.Table(StorageNames.RegistryTable);

    /// <summary>What the alias names now; null where it was never moved.</summary>
    public async Task<AliasRecord?> FindAsync(
        string model, string alias = AliasTransitions.Champion, CancellationToken cancellation = default) =>
        ModelNames.IsValid(model) && await _table.FindAsync(Registry.Partition(model), AliasRow(alias), cancellation) is { } row ? Read(row) : null;

    /// <summary>Every move of the alias, oldest first: "which version was live at T, and who moved it there?".</summary>
    public async Task<IReadOnlyList<DeploymentRecord>> HistoryAsync(
        string model, string alias = AliasTransitions.Champion, CancellationToken cancellation = default)
    {
        var moves = new List<DeploymentRecord>();
        await foreach (var row in _table.Range(Registry.Partition(model), MovePrefix(alias), cancellation))
        {
            moves.Add(JsonRow.Read<DeploymentRecord>(row));
        }

        return moves;
    }

    /// <summary>Makes a version live, if the champion is still the one that the decision was made against.</summary>
    /// <param name="key">The run id: one deployment a run, also when a rollback came in between.</param>
    /// <param name="expected">The champion's version then; null where there was none.</param>
    public Task<AliasMove> DeployAsync(
        string model, int version, int? expected, string key, string movedBy, CancellationToken cancellation = default) =>
        MoveAsync(new(model, DeploymentCause.Deploy, key, movedBy, null), history => AliasTransitions.Deploy(history, version, expected), cancellation);

    /// <summary>Back to what was live before, in one call.</summary>
    /// <param name="key">Made from the request, so that a retried request goes back once.</param>
    /// <param name="expected">The version to leave; null: whichever is live.</param>
    public Task<AliasMove> RollbackAsync(
        string model, int? expected, string key, string movedBy, string reason, CancellationToken cancellation = default) =>
        MoveAsync(new(model, DeploymentCause.Rollback, key, movedBy, reason), history => AliasTransitions.Rollback(history, expected), cancellation);

    private async Task<AliasMove> MoveAsync(
        Intent intent, Func<IReadOnlyList<DeploymentRecord>, AliasTransition> decide, CancellationToken cancellation)
    {
        for (var round = 0; round < TableCalls.MaxRounds; round++)
        {
            // The alias is read before its history: a move in between is seen in the history, or fails the write by the alias' ETag.
            var row = await _table.FindAsync(Registry.Partition(intent.Model), AliasRow(AliasTransitions.Champion), cancellation);
            var history = await HistoryAsync(intent.Model, cancellation: cancellation);
            if (history.FirstOrDefault(made => made.Key == intent.Key) is { } earlier)
            {
                return new AliasMove.Moved((await FindAsync(intent.Model, cancellation: cancellation))!, earlier);
            }

            switch (decide(history))
            {
                case AliasTransition.NothingBefore:
                    return new AliasMove.NothingBefore();
                case AliasTransition.Conflict conflict:
                    return new AliasMove.Conflict(conflict.Current);
                case AliasTransition.Move move when await TryMoveAsync(intent, move, history, row, cancellation) is { } moved:
                    return moved;
            }
        }

        throw new ContentionException($"Champion of {intent.Model}", TableCalls.MaxRounds);
    }

    private async Task<AliasMove?> TryMoveAsync(
        Intent intent, AliasTransition.Move move, IReadOnlyList<DeploymentRecord> history, TableEntity? row, CancellationToken cancellation)
    {
        int? from = AliasTransitions.Live(history) is [.., var live] ? live : null;
        var made = new DeploymentRecord(
            intent.Model, AliasTransitions.Champion, history.Count + 1, intent.Key, intent.Cause, move.Version, from, time.GetUtcNow(), intent.MovedBy, intent.Reason);
        var alias = new AliasRecord(made.Model, made.Alias, made.Version, move.Previous, made.MovedAt, made.MovedBy, "");
        var partition = Registry.Partition(made.Model);
        var next = JsonRow.Of(partition, AliasRow(made.Alias), alias);
        var sequence = made.Sequence.ToString("D10", CultureInfo.InvariantCulture);
        TableTransactionAction[] rows =
        [
            row is null ? TableCalls.Insert(next) : TableCalls.Replace(next, row.ETag),
            TableCalls.Insert(JsonRow.Of(partition, MovePrefix(made.Alias) + sequence, made)),
        ];
        return await _table.TrySubmitAsync(rows, cancellation) && await FindAsync(made.Model, made.Alias, cancellation) is { } now
            ? new AliasMove.Moved(now)
            : null;
    }

    private static AliasRecord Read(TableEntity row) => JsonRow.Read<AliasRecord>(row) with { ETag = row.ETag.ToString() };

    private static string AliasRow(string alias) => $"alias.{alias}";

    private static string MovePrefix(string alias) => $"move.{alias}.";

    private sealed record Intent(string Model, DeploymentCause Cause, string Key, string MovedBy, string? Reason);
}
