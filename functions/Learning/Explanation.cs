using ServerlessMlops.Learning.Features;
using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Data;

namespace ServerlessMlops.Learning;

/// <summary>Sums contributions of encoded columns by the feature that each was made from.</summary>
internal sealed class Explanation(FeatureEncoder encoder)
{
    private int Width => encoder.Columns.Count + 1;

    /// <summary>The features' shares of one output of one row, largest first.</summary>
    public IReadOnlyList<Contribution> Of(ReadOnlySpan<double> contributions, int output, FeatureValue[] values)
    {
        var weights = Sum(contributions.Slice(output * Width, Width));
        return
        [
            .. encoder.Features
                .Select((feature, source) => new Contribution(feature.Name, Text(feature, values[source]), weights[source]))
                .OrderByDescending(contribution => Math.Abs(contribution.Weight))
                .ThenBy(contribution => contribution.Feature, StringComparer.Ordinal),
        ];
    }

    public double Base(ReadOnlySpan<double> contributions, int output) => contributions[((output + 1) * Width) - 1];

    /// <summary>Adds the absolute share of each feature, over all rows and outputs.</summary>
    public void AddAbsolute(ReadOnlySpan<double> contributions, double[] sums)
    {
        for (var start = 0; start < contributions.Length; start += Width)
        {
            foreach (var (source, weight) in Sum(contributions.Slice(start, Width)).Index())
            {
                sums[source] += Math.Abs(weight);
            }
        }
    }

    private double[] Sum(ReadOnlySpan<double> contributions)
    {
        var sums = new double[encoder.Features.Count];
        for (var column = 0; column < encoder.Columns.Count; column++)
        {
            sums[encoder.Columns[column].Source] += contributions[column];
        }

        return sums;
    }

    private static string? Text(FeatureColumn feature, FeatureValue value) =>
        feature.IsText ? value.Text : double.IsNaN(value.Number) ? null : NumberColumn.Format(feature.Kind, value.Number);
}
