using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Statistics;
using ServerlessMlops.Statistics.Fairness;
using Measures = ServerlessMlops.Statistics.Fairness.Disparities;

namespace ServerlessMlops.Pipeline.Evaluation;

/// <summary>Mean, mean absolute and root mean squared error by group, in the target's unit; an error is predicted − actual.</summary>
internal sealed class RegressionGroups(TestSet test) : GroupPlan
{
    private const string NoRows = "there are no rows";
    private readonly double[] _errors = [.. test.Predicted.Zip(test.ActualValue, (predicted, actual) => predicted - actual)];

    /// <summary>Rows, and sums of errors, absolute errors and squares.</summary>
    public override int Width => 4;

    public override IReadOnlyList<GroupRate> Rates =>
    [
        new("mean_error", false, MeanError, Rows, null, null),
        new("mae", false, Mae, Rows, null, null),
        new("rmse", false, Rmse, Rows, null, null),
    ];

    public override IReadOnlyList<GroupDisparity> Disparities { get; } =
    [
        new("mean_error_difference", Contrast.Difference, [0], by => Measures.ErrorDifference(by[0])),
        new("mae_difference", Contrast.Difference, [1], by => Measures.ErrorDifference(by[0])),
        new("mae_ratio", Contrast.Ratio, [1], by => Measures.ErrorRatio(by[0])),
        new("rmse_difference", Contrast.Difference, [2], by => Measures.ErrorDifference(by[0])),
        new("rmse_ratio", Contrast.Ratio, [2], by => Measures.ErrorRatio(by[0])),
    ];

    public override void Add(ReadOnlySpan<int> counts, int[] cell, Span<double> sums)
    {
        for (var row = 0; row < counts.Length; row++)
        {
            var (at, count, error) = (4 * cell[row], counts[row], _errors[row]);
            sums[at] += count;
            sums[at + 1] += count * error;
            sums[at + 2] += count * Math.Abs(error);
            sums[at + 3] += count * error * error;
        }
    }

    public override long Rows(ReadOnlySpan<double> sums) => (long)sums[0];

    public override GroupRow Row(string name, ReadOnlySpan<double> sums) =>
        new(name, Rows(sums), MeanError: MeanError(sums).Value, MeanAbsoluteError: Mae(sums).Value);

    private static Estimate MeanError(ReadOnlySpan<double> sums) => Estimate.Ratio(sums[1], sums[0], NoRows);

    private static Estimate Mae(ReadOnlySpan<double> sums) => Estimate.Ratio(sums[2], sums[0], NoRows);

    private static Estimate Rmse(ReadOnlySpan<double> sums) => sums[0] > 0 ? Estimate.Of(Math.Sqrt(sums[3] / sums[0])) : Estimate.Unmeasured(NoRows);
}
