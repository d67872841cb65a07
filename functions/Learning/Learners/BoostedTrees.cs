using ServerlessMlops.Learning.Features;
using ServerlessMlops.Learning.Native;

namespace ServerlessMlops.Learning.Learners;

/// <summary>Trees in LightGBM's own text format, readable by its own tools.</summary>
/// <param name="Text">Features are named f0, f1, … in the order of the encoded columns.</param>
public sealed record BoostedTrees(string Text) : LearnedModel
{
    internal override MarginFunction Prepare(IReadOnlyList<EncodedColumn> columns, int outputs)
    {
        LightGbmBooster booster;
        try
        {
            booster = LightGbmBooster.Load(Text);
        }
        catch (LightGbmException error)
        {
            throw new InvalidModelFileException($"LightGBM does not read the trees ({error.Detail})", error);
        }

        if (booster.Columns != columns.Count || booster.Outputs != outputs)
        {
            using (booster)
            {
                throw new InvalidModelFileException(
                    $"the trees take {booster.Columns} columns and give {booster.Outputs} outputs, expected {columns.Count} and {outputs}");
            }
        }

        return new Forest(booster, IsAverage ? 1.0 / booster.Rounds : 1);
    }

    /// <summary>A random forest: the text says so in a line of its own.</summary>
    private bool IsAverage => Text.Contains("\naverage_output\n", StringComparison.Ordinal);

    /// <param name="factor">The library gives raw scores as sums, also where the model is the trees' average.</param>
    private sealed class Forest(LightGbmBooster booster, double factor) : MarginFunction(booster.Columns, booster.Outputs)
    {
        /// <summary>From so many rows on, starting threads pays.</summary>
        private const int ManyRows = 512;

        private readonly LightGbmRowPredictor _margin = new(booster, LightGbmApi.PredictRaw, booster.Outputs);
        private readonly LightGbmRowPredictor _contributions =
            new(booster, LightGbmApi.PredictContributions, booster.Outputs * (booster.Columns + 1));

        public override double[] Margins(ReadOnlySpan<double> values, int rows) => Scale(rows == 1
            ? _margin.Predict(values)
            : booster.Predict(values, rows, LightGbmApi.PredictRaw, Outputs, Threads(rows)));

        public override double[] Contributions(ReadOnlySpan<double> values, int rows) => Scale(rows == 1
            ? _contributions.Predict(values)
            : booster.Predict(values, rows, LightGbmApi.PredictContributions, Outputs * (Columns + 1), Threads(rows)));

        public override void Dispose()
        {
            _margin.Dispose();
            _contributions.Dispose();
            booster.Dispose();
        }

        private double[] Scale(double[] sums)
        {
            if (factor != 1)
            {
                foreach (ref var sum in sums.AsSpan())
                {
                    sum *= factor;
                }
            }

            return sums;
        }

        private static string Threads(int rows) => $"verbosity=-1 num_threads={(rows < ManyRows ? 1 : Environment.ProcessorCount)}";
    }
}
