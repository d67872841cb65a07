using System.Globalization;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text.Json;
using Azure.Data.Tables;
using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Ledger;

namespace ServerlessMlops.Storage;

/// <summary>The hash-chained record of what happened. A chain is a partition: its head, its entries by sequence, and an index of keys.</summary>
/// <remarks>
/// Entry, key and head are written in one transaction under the head's ETag: two writers cannot take one place, a repeated key is found,
/// and whoever is killed leaves either all three or none. Nothing here updates or deletes an entry. Before it is committed, an entry is
/// announced to the sequencer of the transparency log: none is recorded that the log does not come to hear of.
/// </remarks>
public sealed class AuditLog(StorageClients clients, TimeProvider time)
{
    private const string HeadRow = "head";
    private const string EntryPrefix = "entry.";

    private const int SaltBytes = 16;

    private readonly TableClient _table = clients.Table(StorageNames.AuditTable);
    private readonly LedgerIntake _intake = new(clients);

    /// <returns>The entry; the first one where the key was recorded before.</returns>
    /// <exception cref="ContentionException">Others were first a hundred times over.</exception>
    /// <exception cref="EnvelopeTooLargeException">The transparency log could not take it in, so it is not recorded.</exception>
    public async Task<AuditEntry> AppendAsync(AuditEvent auditEvent, CancellationToken cancellation = default)
    {
        for (var round = 0; round < TableCalls.MaxRounds; round++)
        {
            if (await FindAsync(auditEvent.Chain, auditEvent.Key, cancellation) is { } recorded)
            {
                return recorded;
            }

            var found = await _table.FindAsync(auditEvent.Chain, HeadRow, cancellation);
            var head = found is null ? ChainHead.Empty : JsonRow.Read<ChainHead>(found);
            var salt = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(SaltBytes));
            var entry = AuditChain.Link(head, auditEvent, time.GetUtcNow(), salt);
            LedgerEnvelope.RefuseIfTooLarge(entry);
            await _intake.AnnounceAsync(entry.Event.Chain, entry.Sequence, cancellation);
            if (await _table.TrySubmitAsync(Rows(entry, found), cancellation))
            {
                return entry;
            }
        }

        throw new ContentionException($"Audit chain {auditEvent.Chain}", TableCalls.MaxRounds);
    }

    /// <summary>The entry recorded under a key; null where there is none.</summary>
    public async Task<AuditEntry?> FindAsync(string chain, string key, CancellationToken cancellation = default)
    {
        var index = await _table.FindAsync(chain, KeyRow(key), cancellation);
        return index is null || await _table.FindAsync(chain, EntryRow(index.GetInt64("Sequence")!.Value), cancellation) is not { } entry
            ? null
            : JsonRow.Read<AuditEntry>(entry);
    }

    /// <summary>The entries in order; empty where the chain does not exist.</summary>
    public async Task<IReadOnlyList<AuditEntry>> ReadAsync(string chain, CancellationToken cancellation = default)
    {
        var entries = new List<AuditEntry>();
        await foreach (var entry in ReadFromAsync(chain, 0, cancellation))
        {
            entries.Add(entry);
        }

        return entries;
    }

    /// <summary>The entries from <paramref name="sequence"/> on, in order.</summary>
    /// <exception cref="JsonException">A row is no entry any more.</exception>
    public async IAsyncEnumerable<AuditEntry> ReadFromAsync(
        string chain, long sequence, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        var before = sequence > 0 ? EntryRow(sequence - 1) : null;
        await foreach (var row in _table.Range(chain, EntryPrefix, cancellation, after: before))
        {
            yield return JsonRow.Read<AuditEntry>(row);
        }
    }

    /// <summary>Every chain and how far it has come. It reads the whole table.</summary>
    public async IAsyncEnumerable<(string Chain, ChainHead Head)> HeadsAsync([EnumeratorCancellation] CancellationToken cancellation = default)
    {
        var filter = TableClient.CreateQueryFilter($"RowKey eq {HeadRow}");
        await foreach (var row in _table.QueryAsync<TableEntity>(filter, cancellationToken: cancellation))
        {
            yield return (row.PartitionKey, JsonRow.Read<ChainHead>(row));
        }
    }

    /// <summary>Computes every link again, and compares the last with the recorded head.</summary>
    public async Task<ChainVerdict> VerifyAsync(string chain, CancellationToken cancellation = default)
    {
        // The head is read first: entries that are added meanwhile lie behind it and are left out.
        var found = await _table.FindAsync(chain, HeadRow, cancellation);
        var entries = new List<AuditEntry>();
        await foreach (var row in _table.Range(chain, EntryPrefix, cancellation))
        {
            try
            {
                entries.Add(JsonRow.Read<AuditEntry>(row));
            }
            catch (JsonException)
            {
                return AuditChain.Verify(entries) as ChainVerdict.Broken
                    ?? new ChainVerdict.Broken(entries.Count, ChainFault.Edited, $"Entry {entries.Count} is not an entry any more: it was edited.");
            }
        }

        var head = found is null ? ChainHead.Empty : JsonRow.Read<ChainHead>(found);
        return AuditChain.Verify(Upto(entries, head, await HeadMovedAsync(chain, found, cancellation)), head);
    }

    private async Task<bool> HeadMovedAsync(string chain, TableEntity? before, CancellationToken cancellation) =>
        (await _table.FindAsync(chain, HeadRow, cancellation))?.ETag != before?.ETag;

    // Entries beyond the head are only excused when the head was seen to move while they were read.
    private static IReadOnlyList<AuditEntry> Upto(List<AuditEntry> entries, ChainHead head, bool moved) =>
        moved && entries.Count > head.Count ? entries.GetRange(0, (int)head.Count) : entries;

    private static List<TableTransactionAction> Rows(AuditEntry entry, TableEntity? head)
    {
        var chain = entry.Event.Chain;
        var next = JsonRow.Of(chain, HeadRow, ChainHead.After(entry));
        var key = new TableEntity(chain, KeyRow(entry.Event.Key)) { ["Sequence"] = entry.Sequence };
        return
        [
            head is null ? TableCalls.Insert(next) : TableCalls.Replace(next, head.ETag),
            TableCalls.Insert(JsonRow.Of(chain, EntryRow(entry.Sequence), entry)),
            TableCalls.Insert(key),
        ];
    }

    private static string EntryRow(long sequence) => EntryPrefix + sequence.ToString("D19", CultureInfo.InvariantCulture);

    // Hashed: a key may hold characters that a row key may not.
    private static string KeyRow(string key) => $"key.{Digests.Sha256Hex(key)}";
}
