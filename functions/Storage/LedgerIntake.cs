using System.Globalization;
using System.Runtime.CompilerServices;
using Azure;
using Azure.Data.Tables;

namespace ServerlessMlops.Storage;

/// <summary>An audit entry that is recorded, or about to be, and that the log may not hold yet.</summary>
public sealed record Announced(string Chain, long Sequence);

/// <summary>Where the sequencer hears of audit entries: a row for each that it has not included yet.</summary>
/// <remarks>
/// A row is written before its entry is, and taken away when the entry is in the log. So a row may lack its entry (its writer is under way, or
/// was killed), and an entry that is not in the log never lacks its row.
/// </remarks>
public sealed class LedgerIntake(StorageClients clients)
{
    private const string Partition = "intake";

    // A transaction of Tables holds 100 rows.
    private const int Batch = 100;

    private readonly TableClient _table = clients.Table(StorageNames.LedgerTable);

    /// <summary>Of several writers that try for one place, one row stands for all.</summary>
    public Task AnnounceAsync(string chain, long sequence, CancellationToken cancellation = default) =>
        _table.TryInsertAsync(new TableEntity(Partition, Row(chain, sequence)) { ["Chain"] = chain, ["Sequence"] = sequence }, cancellation);

    /// <summary>By chain, and in it by sequence.</summary>
    public async IAsyncEnumerable<Announced> ListAsync([EnumeratorCancellation] CancellationToken cancellation = default)
    {
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {Partition}");
        await foreach (var row in _table.QueryAsync<TableEntity>(filter, cancellationToken: cancellation))
        {
            yield return new(row.GetString("Chain"), row.GetInt64("Sequence")!.Value);
        }
    }

    public async Task<bool> IsEmptyAsync(CancellationToken cancellation = default)
    {
        await foreach (var _ in ListAsync(cancellation))
        {
            return false;
        }

        return true;
    }

    /// <summary>Takes away the rows of entries that the log holds; one that is gone already is passed over.</summary>
    public async Task SettleAsync(IEnumerable<Announced> included, CancellationToken cancellation = default)
    {
        foreach (var batch in included.Chunk(Batch))
        {
            var deletes = batch.Select(entry => new TableTransactionAction(TableTransactionActionType.Delete, Key(entry), ETag.All));
            if (!await _table.TrySubmitAsync(deletes, cancellation))
            {
                foreach (var entry in batch)
                {
                    await _table.DeleteEntityAsync(Partition, Row(entry.Chain, entry.Sequence), ETag.All, cancellation);
                }
            }
        }
    }

    private static TableEntity Key(Announced entry) => new(Partition, Row(entry.Chain, entry.Sequence));

    // The sequence has a fixed width, so that no two pairs of chain and sequence share a row.
    private static string Row(string chain, long sequence) => $"{chain}~{sequence.ToString("D19", CultureInfo.InvariantCulture)}";
}
