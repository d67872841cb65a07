using ServerlessMlops.Learning.Features;

namespace ServerlessMlops.Learning.Learners;

/// <summary>A generalised additive model: the margin is an intercept and one term a column, which can be drawn and read.</summary>
/// <param name="Shapes">One an encoded column.</param>
/// <param name="Intercepts">One an output: the mean margin of the training rows.</param>
public sealed record AdditiveModel(IReadOnlyList<ShapeFunction> Shapes, IReadOnlyList<double> Intercepts) : LearnedModel
{
    internal override MarginFunction Prepare(IReadOnlyList<EncodedColumn> columns, int outputs)
    {
        var fits = Intercepts.Count == outputs
            && Shapes.Count == columns.Count
            && Shapes.Zip(columns).All(pair => Fits(pair.First, pair.Second, outputs));
        return fits
            ? new Terms(this)
            : throw new InvalidModelFileException($"the shape functions do not fit {columns.Count} columns and {outputs} outputs");
    }

    private static bool Fits(ShapeFunction shape, EncodedColumn column, int outputs) =>
        shape.Terms.Count == outputs
        && shape.Terms.All(terms => terms.Count == (column.IsCategory ? column.Codes : (shape.Cuts?.Count ?? -1) + 2))
        && column.IsCategory == shape.Cuts is null;

    private sealed class Terms(AdditiveModel model) : MarginFunction(model.Shapes.Count, model.Intercepts.Count)
    {
        private readonly AdditiveBins[] _bins = [.. model.Shapes.Select(shape => new AdditiveBins(shape.Cuts?.ToArray(), shape.Bins))];
        private readonly double[][][] _terms = [.. model.Shapes.Select(shape => shape.Terms.Select(terms => terms.ToArray()).ToArray())];
        private readonly double[] _intercepts = [.. model.Intercepts];

        public override double[] Margins(ReadOnlySpan<double> values, int rows)
        {
            var margins = new double[rows * Outputs];
            for (var row = 0; row < rows; row++)
            {
                var sums = margins.AsSpan(row * Outputs, Outputs);
                _intercepts.CopyTo(sums);
                for (var column = 0; column < Columns; column++)
                {
                    var bin = _bins[column].Bin(values[(row * Columns) + column]);
                    for (var output = 0; output < Outputs; output++)
                    {
                        sums[output] += _terms[column][output][bin];
                    }
                }
            }

            return margins;
        }

        public override double[] Contributions(ReadOnlySpan<double> values, int rows)
        {
            var width = Columns + 1;
            var contributions = new double[rows * Outputs * width];
            for (var row = 0; row < rows; row++)
            {
                var part = contributions.AsSpan(row * Outputs * width, Outputs * width);
                for (var column = 0; column < Columns; column++)
                {
                    var bin = _bins[column].Bin(values[(row * Columns) + column]);
                    for (var output = 0; output < Outputs; output++)
                    {
                        part[(output * width) + column] = _terms[column][output][bin];
                    }
                }

                for (var output = 0; output < Outputs; output++)
                {
                    part[(output * width) + Columns] = _intercepts[output];
                }
            }

            return contributions;
        }
    }
}
