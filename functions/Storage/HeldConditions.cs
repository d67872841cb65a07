using Azure.Data.Tables;
using ServerlessMlops.Pipeline.Contracts;

namespace ServerlessMlops.Storage;

/// <summary>Conditions that versions were released under, by model.</summary>
public sealed class HeldConditions(StorageClients clients)
{
    private readonly TableClient _table = clients.Table(StorageNames.RegistryTable);

    /// <summary>Insert-only: setting it again changes nothing.</summary>
    public async Task SetAsync(HeldCondition condition, CancellationToken cancellation = default) =>
        await _table.TryInsertAsync(JsonRow.Of(Partition(condition.Model), condition.Id, condition), cancellation);

    /// <summary>The earliest due first.</summary>
    public async Task<IReadOnlyList<HeldCondition>> ListAsync(string model, CancellationToken cancellation = default)
    {
        var found = new List<HeldCondition>();
        var partition = Partition(model);
        await foreach (var row in _table.QueryAsync<TableEntity>(TableClient.CreateQueryFilter($"PartitionKey eq {partition}"), cancellationToken: cancellation))
        {
            found.Add(JsonRow.Read<HeldCondition>(row));
        }

        return [.. found.OrderBy(condition => condition.DueAt).ThenBy(condition => condition.Id, StringComparer.Ordinal)];
    }

    /// <param name="change">Null: it stays as it is. Is called again where another writer was first.</param>
    /// <returns>What stands; null where there is none of that id.</returns>
    public async Task<HeldCondition?> ChangeAsync(string model, string id, Func<HeldCondition, HeldCondition?> change, CancellationToken cancellation = default) =>
        ModelNames.IsValid(model) ? await _table.ChangeAsync(Partition(model), id, change, cancellation) : null;

    private static string Partition(string model) => $"condition.{model}";
}
