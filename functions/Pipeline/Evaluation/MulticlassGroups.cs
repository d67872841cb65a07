using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Statistics;

namespace ServerlessMlops.Pipeline.Evaluation;

/// <summary>Accuracy by group, for many classes.</summary>
internal static class MulticlassGroups
{
    public static GroupMeasures Of(TestSet test, GroupedAttribute grouped)
    {
        var predicted = MulticlassMeasures.Predicted(test);
        var right = test.Actual.Zip(predicted, (actual, guess) => actual == guess).ToArray();
        var sample = Tally(right, grouped, Counts.Ones(right.Length));
        var lacks = Array.ConvertAll(sample, group => EvidenceFloor.Lack(group.Rows, EvidenceFloor.GroupRows, "rows"));
        var comparison = Comparison.Of(grouped.Names, lacks);
        return new(
            [
                .. sample.Select((group, index) => new GroupRow(grouped.Names[index], group.Rows, Accuracy: group.Accuracy.Value)
                {
                    NotCompared = lacks[index],
                }),
            ],
            new(
                [new("accuracy_difference", false, comparison.Smallest(group => sample[group].Rows), Unmeasured: comparison.Lack)],
                (counts, values) => values[0] = comparison.Read(Tally(right, grouped, counts), group => group.Accuracy).Difference));
    }

    private static Hits[] Tally(bool[] right, GroupedAttribute grouped, ReadOnlySpan<int> counts)
    {
        var groups = new Hits[grouped.Names.Count];
        for (var row = 0; row < right.Length; row++)
        {
            ref var group = ref groups[grouped.Group[row]];
            group = new(group.Right + (right[row] ? counts[row] : 0), group.Rows + counts[row]);
        }

        return groups;
    }

    private readonly record struct Hits(long Right, long Rows)
    {
        public Estimate Accuracy => Estimate.Ratio(Right, Rows, "there are no rows");
    }
}
