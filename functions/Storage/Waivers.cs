using Azure.Data.Tables;
using ServerlessMlops.Pipeline.Contracts;

namespace ServerlessMlops.Storage;

/// <summary>Exceptions from gates, by model. Each is asked for once, and changes only under its ETag.</summary>
public sealed class Waivers(StorageClients clients)
{
    private readonly TableClient _table = clients.Table(StorageNames.RegistryTable);

    /// <returns>False where one of that id is stored already.</returns>
    public Task<bool> AskAsync(Waiver waiver, CancellationToken cancellation = default) =>
        _table.TryInsertAsync(JsonRow.Of(Partition(waiver.Model), waiver.Id, waiver), cancellation);

    public async Task<Waiver?> FindAsync(string model, string id, CancellationToken cancellation = default) =>
        ModelNames.IsValid(model) && await _table.FindAsync(Partition(model), id, cancellation) is { } row ? JsonRow.Read<Waiver>(row) : null;

    /// <summary>All of a model's, the newest first.</summary>
    public async Task<IReadOnlyList<Waiver>> ListAsync(string model, CancellationToken cancellation = default)
    {
        var found = new List<Waiver>();
        var partition = Partition(model);
        await foreach (var row in _table.QueryAsync<TableEntity>(TableClient.CreateQueryFilter($"PartitionKey eq {partition}"), cancellationToken: cancellation))
        {
            found.Add(JsonRow.Read<Waiver>(row));
        }

        return [.. found.OrderByDescending(waiver => waiver.AskedAt).ThenBy(waiver => waiver.Id, StringComparer.Ordinal)];
    }

    /// <param name="change">Null: it stays as it is. Is called again where another writer was first.</param>
    /// <returns>What stands; null where there is none of that id.</returns>
    public async Task<Waiver?> ChangeAsync(string model, string id, Func<Waiver, Waiver?> change, CancellationToken cancellation = default) =>
        ModelNames.IsValid(model) ? await _table.ChangeAsync(Partition(model), id, change, cancellation) : null;

    private static string Partition(string model) => $"waiver.{model}";
}
