using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Data;
using ServerlessMlops.Storage;

namespace ServerlessMlops.App.Activities;

/// <summary>The run's own data, read back from what Ingest sealed: never from the drop zone.</summary>
public sealed class RunData(ArtifactStore artifacts)
{
    public async Task<(Table Table, PipelineSpec Spec)> LoadAsync(IngestOutcome.Accepted data, CancellationToken cancellation)
    {
        var schema = await artifacts.ReadAsync<TableSchema>(data.Schema, cancellation);
        var spec = await artifacts.ReadAsync<PipelineSpec>(data.Pipeline, cancellation);
        await using var snapshot = await artifacts.OpenAsync(data.Snapshot, cancellation);
        return (Dataset.ReadAs(snapshot, schema), spec);
    }
}
