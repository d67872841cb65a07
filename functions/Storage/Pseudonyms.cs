using System.Security.Cryptography;
using Azure;
using Azure.Data.Tables;
using ServerlessMlops.Pipeline.Ledger;

namespace ServerlessMlops.Storage;

/// <summary>What people are called in the transparency log, which cannot forget: random names, whose meaning lies here and can be erased.</summary>
public sealed class Pseudonyms(StorageClients clients)
{
    private const string Partition = "person";
    private const int RandomBytes = 16;

    private readonly TableClient _table = clients.Table(StorageNames.PeopleTable);

    /// <summary>The person's pseudonym; made where there is none. Of two who make it at once, both get the first one's.</summary>
    public async Task<string> OfAsync(string name, CancellationToken cancellation = default)
    {
        if (await FindAsync(name, cancellation) is { } known)
        {
            return known;
        }

        var made = $"person-{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(RandomBytes))}";
        return await _table.TryInsertAsync(new TableEntity(Partition, Row(name)) { ["Pseudonym"] = made, ["Name"] = name }, cancellation)
            ? made
            : await FindAsync(name, cancellation) ?? throw new InvalidOperationException("A pseudonym was erased while it was asked for.");
    }

    /// <summary>Whom a pseudonym stands for; null where that was erased.</summary>
    public async Task<string?> NameOfAsync(string pseudonym, CancellationToken cancellation = default)
    {
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {Partition} and Pseudonym eq {pseudonym}");
        await foreach (var row in _table.QueryAsync<TableEntity>(filter, cancellationToken: cancellation))
        {
            return row.GetString("Name");
        }

        return null;
    }

    /// <summary>From here on nothing leads from the pseudonym to the name; the log stands as it is.</summary>
    public Task EraseAsync(string name, CancellationToken cancellation = default) =>
        _table.DeleteEntityAsync(Partition, Row(name), ETag.All, cancellation);

    private async Task<string?> FindAsync(string name, CancellationToken cancellation) =>
        (await _table.FindAsync(Partition, Row(name), cancellation))?.GetString("Pseudonym");

    // Hashed: a name may hold characters that a row key may not.
    private static string Row(string name) => Digests.Sha256Hex(name);
}
