using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Statistics;
using ServerlessMlops.Statistics.Classification;
using ServerlessMlops.Statistics.Fairness;

namespace ServerlessMlops.Pipeline.Evaluation;

/// <summary>Selection and error rates of a binary decision by group.</summary>
internal static class BinaryGroups
{
    public static GroupMeasures Of(TestSet test, double threshold, GroupedAttribute grouped)
    {
        // Four cells a group, so that a resample costs one addition a row.
        var cells = new int[test.Rows];
        for (var row = 0; row < cells.Length; row++)
        {
            var column = (test.Actual[row] == 1 ? 0 : 1) + (test.Probability[row] >= threshold ? 0 : 2);
            cells[row] = (4 * grouped.Group[row]) + column;
        }

        var sample = Tally(cells, grouped.Names.Count, Counts.Ones(cells.Length));
        var rows = Array.ConvertAll(sample, group => EvidenceFloor.Lack(group.Rows, EvidenceFloor.GroupRows, "rows"));
        var positives = Lacks(sample, rows, group => EvidenceFloor.Lack(group.Positives, EvidenceFloor.RateRows, "positive rows"));
        var negatives = Lacks(sample, rows, group => EvidenceFloor.Lack(group.Negatives, EvidenceFloor.RateRows, "negative rows"));
        var selection = Comparison.Of(grouped.Names, rows);
        var found = Comparison.Of(grouped.Names, positives);
        var wrong = Comparison.Of(grouped.Names, negatives);
        var n = selection.Smallest(group => sample[group].Rows);
        var smallestInBoth = Math.Min(found.Smallest(group => sample[group].Rows), wrong.Smallest(group => sample[group].Rows));
        return new(
            [.. sample.Select((group, index) => Row(grouped.Names[index], group, rows[index] ?? positives[index] ?? negatives[index]))],
            new(
                [
                    new("demographic_parity_difference", false, n, Unmeasured: selection.Lack),
                    new("demographic_parity_ratio", true, n, Unmeasured: selection.Lack),
                    new("equalized_odds_difference", false, smallestInBoth, Unmeasured: found.Lack ?? wrong.Lack),
                ],
                (counts, values) =>
                {
                    var groups = Tally(cells, grouped.Names.Count, counts);
                    var selected = selection.Read(groups, group => group.SelectionRate);
                    values[0] = Disparities.DemographicParityDifference(selected);
                    values[1] = Disparities.DemographicParityRatio(selected);
                    values[2] = Disparities.EqualizedOddsDifference(
                        found.Read(groups, group => group.Recall), wrong.Read(groups, group => group.FalsePositiveRate));
                }));
    }

    private static string?[] Lacks(ConfusionCounts[] sample, string?[] rows, Func<ConfusionCounts, string?> lack) =>
        [.. sample.Select((group, index) => rows[index] ?? lack(group))];

    private static ConfusionCounts[] Tally(int[] cells, int groups, ReadOnlySpan<int> counts)
    {
        var sums = new long[4 * groups];
        for (var row = 0; row < cells.Length; row++)
        {
            sums[cells[row]] += counts[row];
        }

        var tallied = new ConfusionCounts[groups];
        for (var group = 0; group < groups; group++)
        {
            var at = 4 * group;
            tallied[group] = new(sums[at], sums[at + 1], sums[at + 2], sums[at + 3]);
        }

        return tallied;
    }

    private static GroupRow Row(string name, ConfusionCounts group, string? notCompared) => new(
        name, group.Rows, group.Positives, group.SelectionRate.Value, group.Recall.Value, group.FalsePositiveRate.Value, group.Accuracy.Value)
    {
        NotCompared = notCompared,
    };
}
