using ServerlessMlops.Learning.Features;

namespace ServerlessMlops.Learning.Learners;

/// <summary>The same margins for every row: the baseline that any other candidate has to beat.</summary>
/// <param name="Margins">One an output: log-odds of the positive class, log of each class's share, or the mean of the target.</param>
public sealed record PriorModel(IReadOnlyList<double> Margins) : LearnedModel
{
    internal override MarginFunction Prepare(IReadOnlyList<EncodedColumn> columns, int outputs) => Margins.Count == outputs
        ? new Constant(columns.Count, [.. Margins])
        : throw new InvalidModelFileException($"the prior has {Margins.Count} margins, expected {outputs}");

    private sealed class Constant(int columns, double[] margins) : MarginFunction(columns, margins.Length)
    {
        public override double[] Margins(ReadOnlySpan<double> values, int rows) =>
            [.. Enumerable.Repeat(margins, rows).SelectMany(margin => margin)];

        /// <summary>Explains nothing: all of the margin is the base value.</summary>
        public override double[] Contributions(ReadOnlySpan<double> values, int rows)
        {
            var contributions = new double[rows * Outputs * (Columns + 1)];
            for (var output = 0; output < rows * Outputs; output++)
            {
                contributions[((output + 1) * (Columns + 1)) - 1] = margins[output % Outputs];
            }

            return contributions;
        }
    }
}
