using ServerlessMlops.Learning.Features;
using ServerlessMlops.Learning.Native;
using ServerlessMlops.Learning.Trees;

namespace ServerlessMlops.Learning.Learners;

/// <summary>Trees in LightGBM's own text format, readable by its own tools.</summary>
/// <param name="Text">Features are named f0, f1, … in the order of the encoded columns.</param>
public sealed record BoostedTrees(string Text) : LearnedModel
{
    internal override MarginFunction Prepare(IReadOnlyList<EncodedColumn> columns, int outputs)
    {
        var ensemble = LightGbmText.Read(Text);
        if (ensemble.Columns != columns.Count || ensemble.Outputs != outputs)
        {
            throw new InvalidModelFileException(
                $"the trees take {ensemble.Columns} columns and give {ensemble.Outputs} outputs, expected {columns.Count} and {outputs}");
        }

        try
        {
            return new Forest(LightGbmBooster.Load(Text), ensemble);
        }
        catch (LightGbmException error)
        {
            throw new InvalidModelFileException($"LightGBM does not read the trees ({error.Detail})", error);
        }
    }

    private sealed class Forest(LightGbmBooster booster, TreeEnsemble ensemble) : MarginFunction(ensemble.Columns, ensemble.Outputs)
    {
        /// <summary>From so many rows on, starting threads pays.</summary>
        private const int ManyRows = 512;

        private readonly LightGbmRowPredictor _margin = new(booster, LightGbmApi.PredictRaw, booster.Outputs);

        /// <summary>Made when first asked for: who only scores does not wait for it.</summary>
        private readonly Lazy<TreeShapley> _shapley = new(() => new TreeShapley(ensemble));

        public override double[] Margins(ReadOnlySpan<double> values, int rows) => Scale(rows == 1
            ? _margin.Predict(values)
            : booster.Predict(values, rows, LightGbmApi.PredictRaw, Outputs, $"verbosity=-1 num_threads={Threads(rows)}"));

        public override double[] Contributions(ReadOnlySpan<double> values, int rows)
        {
            var results = new double[(long)rows * _shapley.Value.Width];
            _shapley.Value.Contributions(values, results, Threads(rows));
            return results;
        }

        public override void Dispose()
        {
            _margin.Dispose();
            booster.Dispose();
        }

        /// <summary>The library gives raw scores as sums, also where the model is the trees' average.</summary>
        private double[] Scale(double[] sums)
        {
            if (ensemble.IsAverage)
            {
                foreach (ref var sum in sums.AsSpan())
                {
                    sum *= ensemble.Factor;
                }
            }

            return sums;
        }

        private static int Threads(int rows) => rows < ManyRows ? 1 : Environment.ProcessorCount;
    }
}
