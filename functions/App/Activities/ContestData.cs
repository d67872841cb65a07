using ServerlessMlops.App.Serving;
using ServerlessMlops.Learning.Onnx;
using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Data;
using ServerlessMlops.Pipeline.Evaluation;
using ServerlessMlops.Pipeline.Training;
using ServerlessMlops.Storage;

namespace ServerlessMlops.App.Activities;

/// <summary>What a released version was trained on, to tell how many test rows it has seen.</summary>
public sealed class ContestData(ArtifactStore artifacts)
{
    /// <param name="data">Those that <paramref name="table"/> was read from.</param>
    /// <returns>Null where its data are no longer kept, or are not known: a brought model was not trained here.</returns>
    public async Task<long?> SharedAsync(
        LiveModel version, IngestOutcome.Accepted data, Table table, PipelineSpec spec, int[] test, CancellationToken cancellation)
    {
        var manifest = version.Manifest;
        if (manifest.Candidate == BroughtModel.Candidate)
        {
            return null;
        }

        try
        {
            var split = await artifacts.ReadAsync<SplitAssignment>(manifest.Split, cancellation);
            var theirs = manifest.Dataset == data.Snapshot && manifest.Schema == data.Schema ? table : await ReadAsync(manifest, cancellation);
            int[] trained = [.. Splitter.Rows(split, SplitPart.Train), .. Splitter.Rows(split, SplitPart.Validation)];
            string[] columns = [.. version.Scorer.Model.Transform.Inputs.Select(input => input.Name).Append(spec.Target).Distinct()];
            return await Task.Run(() => SharedRows.Count(table, test, theirs, trained, columns), cancellation);
        }
        catch (ArtifactMissingException)
        {
            return null;
        }
    }

    private async Task<Table> ReadAsync(ReleaseManifest manifest, CancellationToken cancellation)
    {
        var schema = await artifacts.ReadAsync<TableSchema>(manifest.Schema, cancellation);
        await using var snapshot = await artifacts.OpenAsync(manifest.Dataset, cancellation);
        return Dataset.ReadAs(snapshot, schema);
    }
}
