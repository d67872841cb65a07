using System.Globalization;
using Azure.Data.Tables;

namespace ServerlessMlops.Storage;

/// <summary>Where in the log an audit entry is.</summary>
/// <param name="Hash">Of the audit entry.</param>
/// <param name="Index">Of its envelope in the log.</param>
public sealed record LogPlace(string Chain, long Sequence, string Hash, long Index);

/// <summary>Finds audit entries in the log. A row is inserted once and never changed, so that one who writes it late does no harm.</summary>
public sealed class LedgerIndex(StorageClients clients)
{
    private const string Prefix = "chain.";
    private const int Batch = 100;

    private readonly TableClient _table = clients.Table(StorageNames.LedgerTable);

    /// <summary>The last of a chain's entries that the log holds; null where it holds none.</summary>
    public async Task<LogPlace?> LastAsync(string chain, CancellationToken cancellation = default)
    {
        // Rows lie from the last to the first: Tables only sorts upwards.
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {Prefix + chain}");
        await foreach (var row in _table.QueryAsync<TableEntity>(filter, maxPerPage: 1, cancellationToken: cancellation))
        {
            return JsonRow.Read<LogPlace>(row);
        }

        return null;
    }

    /// <summary>Null where the log does not hold it.</summary>
    public async Task<LogPlace?> FindAsync(string chain, long sequence, CancellationToken cancellation = default) =>
        await _table.FindAsync(Prefix + chain, Row(sequence), cancellation) is { } row ? JsonRow.Read<LogPlace>(row) : null;

    /// <summary>Those that are there already stay as they are.</summary>
    public async Task AddAsync(IEnumerable<LogPlace> places, CancellationToken cancellation = default)
    {
        foreach (var chain in places.GroupBy(place => place.Chain))
        {
            foreach (var batch in chain.OrderBy(place => place.Sequence).Select(RowOf).Chunk(Batch))
            {
                if (!await _table.TrySubmitAsync(batch.Select(TableCalls.Insert), cancellation))
                {
                    foreach (var row in batch)
                    {
                        await _table.TryInsertAsync(row, cancellation);
                    }
                }
            }
        }
    }

    private static TableEntity RowOf(LogPlace place) => JsonRow.Of(Prefix + place.Chain, Row(place.Sequence), place);

    private static string Row(long sequence) => (long.MaxValue - sequence).ToString("D19", CultureInfo.InvariantCulture);
}
