using System.Globalization;
using Azure.Data.Tables;
using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Release;

namespace ServerlessMlops.Storage;

/// <summary>Versions of models. A model is a partition: its versions, and an index from runs to them. Aliases are in <see cref="Aliases"/>.</summary>
public sealed class Registry(StorageClients clients)
{
    private const string VersionPrefix = "version.";
    private const string RunPrefix = "run.";
    private const string ModelsPartition = "models";

    private readonly TableClient _table = clients.Table(StorageNames.RegistryTable);

    /// <summary>The next number, or the one that the run has: one number a run, one run a number.</summary>
    public async Task<int> AllocateAsync(string model, string runId, CancellationToken cancellation = default)
    {
        await _table.UpsertEntityAsync(new TableEntity(ModelsPartition, model), TableUpdateMode.Replace, cancellation);
        for (var round = 0; round < TableCalls.MaxRounds; round++)
        {
            if (await _table.FindAsync(Partition(model), RunPrefix + runId, cancellation) is { } row)
            {
                return row.GetInt32("Version")!.Value;
            }

            var taken = new List<int>();
            await foreach (var version in _table.Range(Partition(model), VersionPrefix, cancellation))
            {
                taken.Add(version.GetInt32("Version")!.Value);
            }

            var next = Versions.NextVersion(taken);
            var run = new TableEntity(Partition(model), RunPrefix + runId) { ["Version"] = next };
            var place = new TableEntity(Partition(model), VersionRow(next)) { ["Version"] = next };
            if (await _table.TrySubmitAsync([TableCalls.Insert(run), TableCalls.Insert(place)], cancellation))
            {
                return next;
            }
        }

        throw new ContentionException($"Versions of {model}", TableCalls.MaxRounds);
    }

    /// <summary>Lists the version, once its bundle lies complete. The same release again changes nothing.</summary>
    /// <exception cref="VersionTakenException">The number was released with another manifest.</exception>
    public async Task<VersionRecord> ReleaseAsync(VersionRecord released, CancellationToken cancellation = default)
    {
        var place = await _table.FindAsync(Partition(released.Model), VersionRow(released.Version), cancellation)
            ?? throw new VersionTakenException(released.Model, released.Version, "no run has that number");
        if (!place.ContainsKey("Json"))
        {
            var row = JsonRow.Of(place.PartitionKey, place.RowKey, released);
            row["Version"] = released.Version;
            if (await _table.TrySubmitAsync([TableCalls.Replace(row, place.ETag)], cancellation))
            {
                return released;
            }
        }

        var stored = await GetAsync(released.Model, released.Version, cancellation);
        return stored == released
            ? stored
            : throw new VersionTakenException(released.Model, released.Version, $"run {stored?.RunId} released it with manifest {stored?.ManifestDigest}");
    }

    /// <summary>A released version; null where the number is free or only allocated.</summary>
    public async Task<VersionRecord?> GetAsync(string model, int version, CancellationToken cancellation = default) =>
        ModelNames.IsValid(model) && await _table.FindAsync(Partition(model), VersionRow(version), cancellation) is { } row && row.ContainsKey("Json")
            ? JsonRow.Read<VersionRecord>(row)
            : null;

    /// <summary>Released versions, newest first.</summary>
    public async Task<IReadOnlyList<VersionRecord>> VersionsAsync(string model, CancellationToken cancellation = default)
    {
        var versions = new List<VersionRecord>();
        if (ModelNames.IsValid(model))
        {
            await foreach (var row in _table.Range(Partition(model), VersionPrefix, cancellation))
            {
                versions.AddRange(row.ContainsKey("Json") ? [JsonRow.Read<VersionRecord>(row)] : []);
            }
        }

        versions.Reverse();
        return versions;
    }

    /// <summary>Models that have a version number, by name.</summary>
    public async Task<IReadOnlyList<string>> ModelsAsync(CancellationToken cancellation = default)
    {
        var models = new List<string>();
        await foreach (var row in _table.QueryAsync<TableEntity>(row => row.PartitionKey == ModelsPartition, cancellationToken: cancellation))
        {
            models.Add(row.RowKey);
        }

        return models;
    }

    // Prefixed, so that a model named "models" has a partition of its own.
    internal static string Partition(string model) => $"model.{model}";

    private static string VersionRow(int version) => VersionPrefix + version.ToString("D10", CultureInfo.InvariantCulture);
}

/// <summary>A release under a number that is another's.</summary>
public sealed class VersionTakenException(string model, int version, string seen)
    : Exception($"{model}@{version} cannot be released: {seen}.")
{
    public string Model { get; } = model;

    public int Version { get; } = version;
}
