using Microsoft.ML.OnnxRuntime;
using ServerlessMlops.Learning.Onnx.Graphs;
using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Data;
using ServerlessMlops.Pipeline.Evaluation;

namespace ServerlessMlops.Learning.Onnx;

/// <summary>Runs an exported graph over rows of a table, and compares it with the model that it was made from.</summary>
public static class OnnxParity
{
    /// <summary>
    /// The largest difference of a score that is offered: of probabilities, and of predicted numbers as a share of them where they are above 1.
    /// </summary>
    public const double Limit = 1e-6;

    private const int BatchRows = 8192;

    /// <exception cref="OnnxUnavailableException">ONNX Runtime cannot be loaded here.</exception>
    /// <exception cref="OnnxRuntimeException">ONNX Runtime refuses the graph.</exception>
    public static ExportParity Measure(OnnxExportOutcome.Written export, Scorer scorer, Table table, int[] rows)
    {
        using var session = OnnxSession.Load(export.Bytes);
        var (largest, labels) = (0.0, 0L);
        foreach (var batch in rows.Chunk(BatchRows))
        {
            var ours = scorer.Score(table, batch);
            var inputs = OnnxTable.Inputs(scorer.Model.Transform.Inputs, table, batch);
            using var theirs = session.Run(inputs, [.. export.Outputs.Values]);
            double[] Numbers(string output) => [.. theirs.Single(value => value.Name == export.Outputs[output]).AsEnumerable<double>()];
            if (scorer.Model.Task == ModelTask.Regression)
            {
                largest = Larger(largest, Difference(ours.Predicted, Numbers(LinkGraph.Score)));
                continue;
            }

            double[] own = scorer.Model.Task == ModelTask.Binary
                ? [.. ours.Probability.SelectMany(positive => new[] { 1 - positive, positive })]
                : [.. ours.Probabilities.SelectMany(row => row)];
            largest = Larger(largest, Difference(own, Numbers(LinkGraph.Probabilities)));
            var given = theirs.Single(value => value.Name == export.Outputs[LinkGraph.Label]).AsEnumerable<string>();
            labels += own.Chunk(scorer.Model.Classes.Count).Zip(given).Count(pair => Contradicts(scorer.Model, pair.First, pair.Second));
        }

        return new ExportParity(double.IsFinite(largest) ? largest : null, labels, rows.Length, Limit);
    }

    /// <summary>Of two scores as near to each other as the limit, or to the threshold, either may be the label.</summary>
    private static bool Contradicts(ModelFile model, double[] probabilities, string label)
    {
        var given = model.Classes.Index().First(pair => pair.Item == label).Index;
        if (model.Task == ModelTask.Binary)
        {
            return (given == 1 ? model.Threshold!.Value - probabilities[1] : probabilities[1] - model.Threshold!.Value) > Limit;
        }

        var own = CostMatrix.Label(probabilities, model.Costs);
        return model.Costs is { } costs
            ? Cost(given) - Cost(own) > Limit * costs.Max(row => row.Max())
            : probabilities[own] - probabilities[given] > Limit;

        double Cost(int predicted) => probabilities.Index().Sum(pair => pair.Item * costs[pair.Index][predicted]);
    }

    private static double Difference(double[] ours, double[] theirs)
    {
        if (ours.Length != theirs.Length)
        {
            return double.PositiveInfinity;
        }

        var largest = 0.0;
        for (var i = 0; i < ours.Length; i++)
        {
            largest = Larger(largest, Math.Abs(ours[i] - theirs[i]) / Math.Max(1, Math.Abs(ours[i])));
        }

        return largest;
    }

    /// <summary>What is not a number is no agreement.</summary>
    private static double Larger(double one, double other) => double.IsNaN(other) ? double.PositiveInfinity : Math.Max(one, other);
}
