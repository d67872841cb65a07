using ServerlessMlops.Learning.Features;

namespace ServerlessMlops.Learning.Learners;

/// <summary>Intercept and coefficients; the margin is linear in standardised numbers, missing indicators and categories.</summary>
/// <param name="Columns">One an encoded column.</param>
/// <param name="Coefficients">For each output, one a slot.</param>
/// <param name="Intercepts">One an output.</param>
/// <param name="SlotMeans">The mean of each slot in the training part: where contributions are 0.</param>
public sealed record LinearModel(
    IReadOnlyList<LinearColumn> Columns,
    IReadOnlyList<IReadOnlyList<double>> Coefficients,
    IReadOnlyList<double> Intercepts,
    IReadOnlyList<double> SlotMeans) : LearnedModel
{
    internal override MarginFunction Prepare(IReadOnlyList<EncodedColumn> columns, int outputs)
    {
        var design = new LinearDesign(Columns);
        var fits = Columns.Count == columns.Count
            && Columns.Index().All(pair => pair.Item.Codes == columns[pair.Index].Codes)
            && Coefficients.Count == outputs
            && Intercepts.Count == outputs
            && Coefficients.Append(SlotMeans).All(values => values.Count == design.Slots);
        return fits
            ? new Terms(design, this)
            : throw new InvalidModelFileException($"the coefficients do not fit {columns.Count} columns, {design.Slots} slots and {outputs} outputs");
    }

    private sealed class Terms : MarginFunction
    {
        private readonly LinearDesign _design;
        private readonly double[][] _coefficients;
        private readonly double[] _intercepts;

        /// <summary>For each output and column: the column's term at the training means.</summary>
        private readonly double[][] _centres;
        private readonly double[] _bases;

        public Terms(LinearDesign design, LinearModel model)
            : base(model.Columns.Count, model.Intercepts.Count)
        {
            _design = design;
            _coefficients = [.. model.Coefficients.Select(values => values.ToArray())];
            _intercepts = [.. model.Intercepts];
            _centres = [.. _coefficients.Select(weights => Centres(weights, model.SlotMeans))];
            _bases = [.. _intercepts.Zip(_centres, (intercept, centres) => intercept + centres.Sum())];
        }

        public override double[] Margins(ReadOnlySpan<double> values, int rows)
        {
            var margins = new double[rows * Outputs];
            for (var row = 0; row < rows; row++)
            {
                for (var output = 0; output < Outputs; output++)
                {
                    var margin = _intercepts[output];
                    for (var column = 0; column < Columns; column++)
                    {
                        margin += Term(output, column, values[(row * Columns) + column]);
                    }

                    margins[(row * Outputs) + output] = margin;
                }
            }

            return margins;
        }

        public override double[] Contributions(ReadOnlySpan<double> values, int rows)
        {
            var contributions = new double[rows * Outputs * (Columns + 1)];
            var next = 0;
            for (var row = 0; row < rows; row++)
            {
                for (var output = 0; output < Outputs; output++)
                {
                    for (var column = 0; column < Columns; column++)
                    {
                        contributions[next++] = Term(output, column, values[(row * Columns) + column]) - _centres[output][column];
                    }

                    contributions[next++] = _bases[output];
                }
            }

            return contributions;
        }

        private double Term(int output, int column, double value)
        {
            var (slot, content, indicator) = _design.Place(column, value);
            var weights = _coefficients[output];
            return (weights[slot] * content) + (indicator < 0 ? 0 : weights[indicator]);
        }

        private double[] Centres(double[] weights, IReadOnlyList<double> means) =>
        [
            .. Enumerable.Range(0, Columns)
                .Select(_design.Range)
                .Select(range => Enumerable.Range(range.Start, range.Count).Sum(slot => weights[slot] * means[slot])),
        ];
    }
}
