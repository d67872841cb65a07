using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Statistics;
using ServerlessMlops.Statistics.Fairness;

namespace ServerlessMlops.Pipeline.Evaluation;

/// <summary>Something read off the sums over a group's rows.</summary>
internal delegate T OfSums<out T>(ReadOnlySpan<double> sums);

/// <summary>A measure of one group.</summary>
/// <param name="N">Rows that it stands on.</param>
/// <param name="What">Those rows in words, e.g. <c>positive rows</c>; null: all of the group.</param>
/// <param name="Successes">For a plain proportion of <paramref name="N"/>; else null.</param>
internal sealed record GroupRate(string Name, bool HigherIsBetter, OfSums<Estimate> Read, OfSums<long> N, string? What, OfSums<long>? Successes);

/// <summary>A disparity: of one rate, or the worst over several.</summary>
/// <param name="Rates">Places among the plan's rates.</param>
/// <param name="Of">The disparity of those rates by group.</param>
/// <param name="SkipsLacking">Whether a rate that cannot be compared is passed over (a rare class), rather than leaving the disparity open.</param>
internal sealed record GroupDisparity(
    string Name, Contrast Contrast, int[] Rates, Func<ByGroup[], Estimate> Of, bool SkipsLacking = false);

/// <summary>What is measured by group for a task, from sums over rows: sums of groups are sums of cells, so that no row is read twice.</summary>
internal abstract class GroupPlan
{
    /// <summary>Sums kept for each group.</summary>
    public abstract int Width { get; }

    public abstract IReadOnlyList<GroupRate> Rates { get; }

    public abstract IReadOnlyList<GroupDisparity> Disparities { get; }

    /// <param name="cell">Of each row.</param>
    /// <param name="sums">Of each cell, <see cref="Width"/> of them; added to.</param>
    public abstract void Add(ReadOnlySpan<int> counts, int[] cell, Span<double> sums);

    public abstract long Rows(ReadOnlySpan<double> sums);

    public abstract GroupRow Row(string name, ReadOnlySpan<double> sums);

    /// <summary>Rows, hits and sum of probabilities by calibration bin; null for a number.</summary>
    public virtual (long[] Rows, long[] Positives, double[] Probabilities)? Bins(ReadOnlySpan<double> sums) => null;

    public static GroupPlan Of(TestSet test, double threshold) => test.Task switch
    {
        ModelTask.Binary => new BinaryGroups(test, threshold),
        ModelTask.Multiclass => new MulticlassGroups(test),
        _ => new RegressionGroups(test),
    };
}
