using System.Globalization;
using Azure.Data.Tables;
using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Release;

namespace ServerlessMlops.Storage;

/// <summary>What became of a move.</summary>
public abstract record MoveOutcome
{
    private MoveOutcome()
    {
    }

    public sealed record Moved(AliasRecord Alias) : MoveOutcome;

    /// <summary>The same move (by its key) was made before; the alias as it stands now.</summary>
    public sealed record Repeated(AliasRecord Alias, DeploymentRecord Earlier) : MoveOutcome;

    /// <summary>Another was first: the alias names something else than the mover was told.</summary>
    public sealed record Conflict(AliasRecord? Current) : MoveOutcome;

    public sealed record NothingBefore : MoveOutcome;
}

/// <summary>Which version is live. The alias, the move that made it so and the move's key are one transaction under the alias' ETag.</summary>
public sealed class Aliases(StorageClients clients, TimeProvider time)
{
    private const string AliasRow = "alias." + AliasTransitions.Champion;
    private const string MovePrefix = "move." + AliasTransitions.Champion + ".";
    private const string KeyPrefix = "moved." + AliasTransitions.Champion + ".";

    private readonly TableClient _table = clients.Table(StorageNames.RegistryTable);

    /// <summary>The live version; null where none is.</summary>
    public async Task<AliasRecord?> ChampionAsync(string model, CancellationToken cancellation = default) =>
        ModelNames.IsValid(model) && await _table.FindAsync(Registry.Partition(model), AliasRow, cancellation) is { } row ? Read(row) : null;

    /// <summary>Every move of the champion, oldest first: "which version was live at T, and who moved it there?".</summary>
    public async Task<IReadOnlyList<DeploymentRecord>> HistoryAsync(string model, CancellationToken cancellation = default)
    {
        var moves = new List<DeploymentRecord>();
        await foreach (var row in _table.Range(Registry.Partition(model), MovePrefix, cancellation))
        {
            moves.Add(JsonRow.Read<DeploymentRecord>(row));
        }

        return moves;
    }

    /// <summary>Makes a version live, if the champion is still the one that the decision was made against.</summary>
    /// <param name="key">The run id: one deployment a run, also when a rollback came in between.</param>
    /// <param name="expected">The champion's version then; null where there was none.</param>
    public Task<MoveOutcome> DeployAsync(
        string model, int version, int? expected, string key, string by, CancellationToken cancellation = default) =>
        MoveAsync(model, DeploymentCause.Deploy, history => AliasTransitions.Deploy(history, version, expected), key, by, null, cancellation);

    /// <summary>Back to what was live before, in one call.</summary>
    /// <param name="key">Made from the request, so that a retried request goes back once.</param>
    /// <param name="expected">The version to leave; null: whichever is live.</param>
    public Task<MoveOutcome> RollbackAsync(
        string model, string key, string by, string reason, int? expected = null, CancellationToken cancellation = default) =>
        MoveAsync(model, DeploymentCause.Rollback, history => AliasTransitions.Rollback(history, expected), key, by, reason, cancellation);

    private async Task<MoveOutcome> MoveAsync(
        string model, DeploymentCause cause, Func<IReadOnlyList<DeploymentRecord>, AliasTransition> decide, string key, string by, string? reason, CancellationToken cancellation)
    {
        for (var round = 0; round < TableCalls.MaxRounds; round++)
        {
            // The alias is read before its history: a move in between is seen in the history, or fails the write by the alias' ETag.
            var row = await _table.FindAsync(Registry.Partition(model), AliasRow, cancellation);
            var history = await HistoryAsync(model, cancellation);
            if (history.FirstOrDefault(move => move.Key == key) is { } earlier)
            {
                return new MoveOutcome.Repeated((await ChampionAsync(model, cancellation))!, earlier);
            }

            if (decide(history) is not AliasTransition.Move move)
            {
                return decide(history) is AliasTransition.NothingBefore
                    ? new MoveOutcome.NothingBefore()
                    : new MoveOutcome.Conflict(await ChampionAsync(model, cancellation));
            }

            int? from = AliasTransitions.Live(history) is [.., var live] ? live : null;
            var made = new DeploymentRecord(
                model, AliasTransitions.Champion, history.Count + 1, key, cause, move.Version, from, time.GetUtcNow(), by, reason);
            if (await _table.TrySubmitAsync(Rows(made, move.Previous, row), cancellation))
            {
                return new MoveOutcome.Moved((await ChampionAsync(model, cancellation))!);
            }
        }

        throw new ContentionException($"Champion of {model}", TableCalls.MaxRounds);
    }

    private static List<TableTransactionAction> Rows(DeploymentRecord made, int? previous, TableEntity? row)
    {
        var partition = Registry.Partition(made.Model);
        var alias = JsonRow.Of(partition, AliasRow, new AliasRecord(made.Model, made.Alias, made.Version, previous, made.MovedAt, made.MovedBy, ""));
        var sequence = made.Sequence.ToString("D10", CultureInfo.InvariantCulture);
        return
        [
            row is null ? TableCalls.Insert(alias) : TableCalls.Replace(alias, row.ETag),
            TableCalls.Insert(JsonRow.Of(partition, MovePrefix + sequence, made)),
            TableCalls.Insert(new TableEntity(partition, KeyPrefix + Pipeline.Ledger.Digests.Sha256Hex(made.Key)) { ["Sequence"] = made.Sequence }),
        ];
    }

    private static AliasRecord Read(TableEntity row) => JsonRow.Read<AliasRecord>(row) with { ETag = row.ETag.ToString().Trim('"') };
}
