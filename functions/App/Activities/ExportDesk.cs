using ServerlessMlops.Learning;
using ServerlessMlops.Learning.Exports;
using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Data;
using ServerlessMlops.Storage;

namespace ServerlessMlops.App.Activities;

/// <summary>Keeps a model in the formats that other tools read: those whose check held, and why the others are not offered.</summary>
public sealed class ExportDesk(ArtifactStore artifacts)
{
    /// <param name="digest">Of the model file.</param>
    /// <param name="test">Rows that nothing has touched: other engines score them too.</param>
    public async Task<IReadOnlyList<ModelExport>> WriteAsync(
        Scorer scorer, string model, string digest, Table table, int[] test, CancellationToken cancellation)
    {
        var kept = new List<ModelExport>();
        foreach (var file in await Task.Run(() => ModelExports.Of(scorer, model, digest, table, test), cancellation))
        {
            var stored = file.Bytes is null ? null : await artifacts.PutAsync(file.Bytes, file.MediaType, cancellation);
            kept.Add(new(file.Name, stored, file.NotOffered) { Parity = file.Parity });
        }

        return kept;
    }
}
