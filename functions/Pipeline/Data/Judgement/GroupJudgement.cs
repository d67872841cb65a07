using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Evaluation;
using ServerlessMlops.Pipeline.Training;
using ServerlessMlops.Statistics.Fairness;
using ServerlessMlops.Statistics.Intervals;

namespace ServerlessMlops.Pipeline.Data;

/// <summary>
/// Whether each protected group will have evidence in the test part, and how its labels differ before anything is trained.
/// </summary>
internal static class GroupJudgement
{
    public static IReadOnlyList<GroupFinding> Of(
        Table table, PipelineSpec spec, TargetVector target, SplitAssignment? split, JudgementOptions options, ProblemList problems)
    {
        int[] all = [.. Enumerable.Range(0, table.RowCount)];
        var findings = new List<GroupFinding>();
        foreach (var attribute in spec.Protected)
        {
            var (group, names) = ProtectedGroups.Of(attribute, table[attribute.Column], all);
            var counts = names.Select(_ => new Counted()).ToArray();
            for (var row = 0; row < group.Length; row++)
            {
                var positive = target.Task == ModelTask.Binary && target.Class[row] == 1;
                counts[group[row]].Add(positive, split is not null && split.Parts[row] == (byte)SplitPart.Test);
            }

            for (var place = 0; place < names.Length; place++)
            {
                var rest = counts.Where((_, other) => other != place).ToArray();
                var finding = Find(
                    attribute.Column, names[place], counts[place], rest, target.Task, split is not null, spec.Split.Test, options);
                Report(finding, spec.Split.Test, options, problems);
                findings.Add(finding);
            }
        }

        return findings;
    }

    private static GroupFinding Find(
        string attribute, string name, Counted group, Counted[] others, ModelTask task, bool split, double share, JudgementOptions options)
    {
        var binary = task == ModelTask.Binary;
        long InTest(long rows, long seen) => split ? seen : (long)(rows * share);
        var test = InTest(group.Rows, group.TestRows);
        long? positives = binary ? InTest(group.Positives, group.TestPositives) : null, negatives = test - positives;
        var (restRows, restPositives) = (others.Sum(other => other.Rows), others.Sum(other => other.Positives));
        var wanted = RowsFor(options.HalfWidth);
        return new(attribute, name, group.Rows, binary ? group.Positives : null, test, positives)
        {
            NotCompared = EvidenceFloor.Lack(test, EvidenceFloor.GroupRows, "test rows")
                ?? (binary ? EvidenceFloor.Lack(positives!.Value, EvidenceFloor.RateRows, "positive test rows")
                    ?? EvidenceFloor.Lack(negatives!.Value, EvidenceFloor.RateRows, "negative test rows") : null),
            MoreRows = More(EvidenceFloor.GroupRows, test, share),
            MorePositives = positives is { } few ? More(EvidenceFloor.RateRows, few, share) : null,
            MoreNegatives = negatives is { } lacking ? More(EvidenceFloor.RateRows, lacking, share) : null,
            HalfWidth = options.HalfWidth,
            MoreRowsForHalfWidth = More(wanted, test, share),
            MorePositivesForHalfWidth = positives is { } rated ? More(wanted, rated, share) : null,
            ClassImbalance = Imbalance(group.Rows, restRows),
            LabelDifference = binary
                ? Difference(group, restPositives, restRows)
                : new(null, null, null, group.Rows, restRows, "the task has no positive class"),
        };
    }

    /// <summary>
    /// Rows to be gathered so that the test part, of which it gets <paramref name="share"/>, holds <paramref name="wanted"/>.
    /// </summary>
    private static long More(long wanted, long seen, double share) =>
        seen >= wanted ? 0 : (long)Math.Ceiling(((wanted - seen) / share) - 1e-9);

    /// <summary>Wilson's interval of a rate of ½ on n rows is ± z ÷ (2·√(n + z²)), and narrower at any other rate.</summary>
    internal static long RowsFor(double halfWidth)
    {
        var z = NormalDistribution.Quantile(0.5 + (Interval.Level / 2));
        return (long)Math.Ceiling((z * z / (4 * halfWidth * halfWidth)) - (z * z) - 1e-9);
    }

    private static GroupMeasure Imbalance(long rows, long rest)
    {
        var value = ClassImbalance.Of(rest, rows);
        return new(value.Value, null, null, rows, rest, value.Reason);
    }

    private static GroupMeasure Difference(Counted group, long restPositives, long restRows)
    {
        if ((EvidenceFloor.Lack(group.Rows, EvidenceFloor.GroupRows, "rows")
            ?? EvidenceFloor.Lack(restRows, EvidenceFloor.GroupRows, "rows outside of the group")) is { } lack)
        {
            return new(null, null, null, group.Rows, restRows, lack);
        }

        var value = DifferenceInProportionsOfLabels.Of(restPositives, restRows, group.Positives, group.Rows);
        var interval = DifferenceInProportionsOfLabels.IntervalOf(restPositives, restRows, group.Positives, group.Rows);
        return new(value.Value, interval.Lower, interval.Upper, group.Rows, restRows, value.Reason);
    }

    private static void Report(GroupFinding finding, double share, JudgementOptions options, ProblemList problems)
    {
        if (finding.NotCompared is { } lack && finding.Group != ProtectedGroups.Missing)
        {
            var (more, what) = finding.MoreRows >= (finding.MorePositives ?? 0) && finding.MoreRows >= (finding.MoreNegatives ?? 0)
                ? (finding.MoreRows, "")
                : finding.MorePositives >= finding.MoreNegatives ? (finding.MorePositives!.Value, "positive ")
                : (finding.MoreNegatives!.Value, "negative ");
            problems.Warn(
                ProblemCodes.GroupTooSmall,
                $"Group '{finding.Group}' of '{finding.Attribute}' has too little evidence to be compared: {lack} in the test part, "
                + $"which gets {100 * share:0.#} % of rows. Gather about {more} more {what}rows of it.",
                null, finding.Attribute, $"{finding.Rows} rows of '{finding.Group}'", $"about {finding.Rows + finding.MoreRows} rows");
        }

        var difference = finding.LabelDifference;
        if (difference is { Value: { } value, Lower: { } lower, Upper: { } upper }
            && Math.Abs(value) >= options.LabelDifference && (lower > 0 || upper < 0))
        {
            problems.Warn(
                ProblemCodes.LabelsDifferByGroup,
                $"Group '{finding.Group}' of '{finding.Attribute}' ({difference.GroupRows} rows) has {100 * Math.Abs(value):0.0} "
                + $"percentage points {(value > 0 ? "fewer" : "more")} positive labels than the other {difference.RestRows} rows "
                + $"(DPL {value:0.000}, 95 % interval {lower:0.000} to {upper:0.000}).",
                null, finding.Attribute, $"{value:0.000}", $"within ±{options.LabelDifference:0.00}");
        }
    }

    private sealed class Counted
    {
        public long Rows { get; private set; }

        public long Positives { get; private set; }

        public long TestRows { get; private set; }

        public long TestPositives { get; private set; }

        public void Add(bool positive, bool test)
        {
            Rows++;
            Positives += positive ? 1 : 0;
            TestRows += test ? 1 : 0;
            TestPositives += positive && test ? 1 : 0;
        }
    }
}
