using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Statistics;

namespace ServerlessMlops.Pipeline.Evaluation;

/// <summary>Mean and mean absolute error by group, in the target's unit; an error is predicted − actual.</summary>
internal static class RegressionGroups
{
    public static GroupMeasures Of(TestSet test, GroupedAttribute grouped)
    {
        var errors = test.Predicted.Zip(test.ActualValue, (predicted, actual) => predicted - actual).ToArray();
        var sample = Tally(errors, grouped, Counts.Ones(errors.Length));
        var lacks = Array.ConvertAll(sample, group => EvidenceFloor.Lack(group.Rows, EvidenceFloor.GroupRows, "rows"));
        var comparison = Comparison.Of(grouped.Names, lacks);
        var n = comparison.Smallest(group => sample[group].Rows);
        return new(
            [
                .. sample.Select((group, index) => new GroupRow(
                    grouped.Names[index], group.Rows, MeanError: group.Mean.Value, MeanAbsoluteError: group.MeanAbsolute.Value)
                {
                    NotCompared = lacks[index],
                }),
            ],
            new(
                [
                    new("mean_error_difference", false, n, Unmeasured: comparison.Lack),
                    new("mae_difference", false, n, Unmeasured: comparison.Lack),
                ],
                (counts, values) =>
                {
                    var groups = Tally(errors, grouped, counts);
                    values[0] = comparison.Read(groups, group => group.Mean).Difference;
                    values[1] = comparison.Read(groups, group => group.MeanAbsolute).Difference;
                }));
    }

    private static Errors[] Tally(double[] errors, GroupedAttribute grouped, ReadOnlySpan<int> counts)
    {
        var groups = new Errors[grouped.Names.Count];
        for (var row = 0; row < errors.Length; row++)
        {
            ref var group = ref groups[grouped.Group[row]];
            var count = counts[row];
            group = new(group.Sum + (count * errors[row]), group.Absolute + (count * Math.Abs(errors[row])), group.Rows + count);
        }

        return groups;
    }

    private readonly record struct Errors(double Sum, double Absolute, long Rows)
    {
        public Estimate Mean => Estimate.Ratio(Sum, Rows, "there are no rows");

        public Estimate MeanAbsolute => Estimate.Ratio(Absolute, Rows, "there are no rows");
    }
}
