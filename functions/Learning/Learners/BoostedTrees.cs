using ServerlessMlops.Learning.Features;
using ServerlessMlops.Learning.Trees;

namespace ServerlessMlops.Learning.Learners;

/// <summary>Trees in LightGBM's own text format, readable by its own tools. They are scored without the library, on any machine.</summary>
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

        return new Forest(ensemble);
    }

    private sealed class Forest(TreeEnsemble ensemble) : MarginFunction(ensemble.Columns, ensemble.Outputs)
    {
        /// <summary>From so many rows on, starting threads pays.</summary>
        private const int ManyRows = 512;

        private readonly TreeMargins _margins = new(ensemble);

        /// <summary>Made when first asked for: who only scores does not wait for it.</summary>
        private readonly Lazy<TreeShapley> _shapley = new(() => new TreeShapley(ensemble));

        public override double[] Margins(ReadOnlySpan<double> values, int rows)
        {
            var results = new double[(long)rows * Outputs];
            _margins.Margins(values, results, Threads(rows));
            return results;
        }

        public override double[] Contributions(ReadOnlySpan<double> values, int rows)
        {
            var results = new double[(long)rows * _shapley.Value.Width];
            _shapley.Value.Contributions(values, results, Threads(rows));
            return results;
        }

        private static int Threads(int rows) => rows < ManyRows ? 1 : Environment.ProcessorCount;
    }
}
