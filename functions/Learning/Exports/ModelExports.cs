using Microsoft.ML.OnnxRuntime;
using ServerlessMlops.Learning.Learners;
using ServerlessMlops.Learning.Onnx;
using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Data;

namespace ServerlessMlops.Learning.Exports;

/// <summary>A model in the formats that other tools read, each with what became of its check.</summary>
public static class ModelExports
{
    /// <param name="model">Its name.</param>
    /// <param name="digest">SHA-256 of the model file.</param>
    /// <param name="table">Of which <paramref name="test"/> are the rows that nothing has touched.</param>
    public static IReadOnlyList<ExportedFile> Of(Scorer scorer, string model, string digest, Table table, int[] test)
    {
        if (scorer.Model.Learned is BroughtGraph brought)
        {
            return [new(ModelExport.Onnx, OnnxExport.MediaType, brought.Graph)];
        }

        var onnx = OnnxFile(scorer, model, digest, table, test);
        return scorer.Model.Learned is not BoostedTrees trees ? [onnx] :
        [
            onnx,
            new(ModelExport.LightGbm, "text/plain", System.Text.Encoding.UTF8.GetBytes(trees.Text)),
            new(ModelExport.LightGbmColumns, "application/json", MlopsJson.WriteBytes(LightGbmColumns.Of(scorer.Model.Transform, model, digest))),
        ];
    }

    private static ExportedFile OnnxFile(Scorer scorer, string model, string digest, Table table, int[] test)
    {
        ExportedFile Refused(string why, ExportParity? parity = null) => new(ModelExport.Onnx, OnnxExport.MediaType, null, why) { Parity = parity };
        OnnxExportOutcome graph;
        try
        {
            graph = OnnxExport.Of(scorer.Model, model, digest);
        }
        catch (InvalidModelFileException unread)
        {
            return Refused($"It cannot be written as a graph: {unread.Message}");
        }

        switch (graph)
        {
            case OnnxExportOutcome.NotExpressible none:
                return Refused($"It cannot be written as a graph: {string.Join("; ", none.Reasons)}.");
            case OnnxExportOutcome.Written written:
                try
                {
                    var parity = OnnxParity.Measure(written, scorer, table, test);
                    return parity.Holds
                        ? new ExportedFile(ModelExport.Onnx, OnnxExport.MediaType, written.Bytes) { Parity = parity }
                        : Refused(
                            FormattableString.Invariant($"ONNX Runtime scores otherwise: the largest difference is {parity.MaxDifference ?? double.NaN:R}, ")
                            + FormattableString.Invariant($"at most {parity.Limit:R} is allowed; {parity.Labels} of {parity.Rows} labels differ."),
                            parity);
                }
                catch (OnnxUnavailableException unavailable)
                {
                    return Refused($"It was not checked: {unavailable.Message}");
                }
                catch (OnnxRuntimeException error)
                {
                    return Refused($"ONNX Runtime does not take the graph: {error.Message}");
                }

            case var other:
                throw new InvalidOperationException($"Seen {other.GetType().Name}; expected a graph or a reason.");
        }
    }
}

/// <param name="Bytes">Null where it is not offered.</param>
public sealed record ExportedFile(string Name, string MediaType, byte[]? Bytes, string? NotOffered = null)
{
    public ExportParity? Parity { get; init; }
}
