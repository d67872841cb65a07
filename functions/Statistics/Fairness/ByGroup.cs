namespace ServerlessMlops.Statistics.Fairness;

/// <summary>What groups are compared with: one another, or all rows together.</summary>
public enum Against { EachOther, Overall }

/// <summary>One measure by group and overall; every named disparity is a line over it.</summary>
/// <remarks>
/// Differences and ratios exist only where there are two groups or more and the measure is defined in each: a group that cannot be measured is
/// not a group without a disparity. Definitions as in fairlearn's MetricFrame. Example, held by a test: groups (0.2, 0.5), overall 0.3 give
/// difference 0.3, ratio 0.4, to overall 0.2 and 0.6.
/// </remarks>
/// <param name="Groups">The measure of each group that is compared.</param>
/// <param name="Overall">The measure of all rows together.</param>
public sealed record ByGroup(IReadOnlyList<Estimate> Groups, Estimate Overall)
{
    /// <summary>Largest − smallest, in the measure's unit: 0 exactly when all groups are alike.</summary>
    public Estimate Difference => Read(values => Estimate.Of(values.Max() - values.Min()));

    /// <summary>Smallest ÷ largest of a measure that is not negative: in [0, 1], 1 exactly when all groups are alike.</summary>
    public Estimate Ratio => Read(values => Estimate.Ratio(values.Min(), values.Max(), "the measure is 0 in every group"));

    /// <summary>The largest |group − overall|.</summary>
    public Estimate DifferenceToOverall => Overall.TryGet(out var overall)
        ? Read(values => Estimate.Of(values.Max(value => Math.Abs(value - overall))))
        : Overall;

    /// <summary>The smallest of group ÷ overall, turned over where it is above 1: in [0, 1].</summary>
    public Estimate RatioToOverall => Overall.TryGet(out var overall)
        ? Read(values => overall > 0
            ? Estimate.Of(values.Min(value => value > overall ? overall / value : value / overall))
            : Estimate.Unmeasured("the measure is 0 overall"))
        : Overall;

    /// <summary>The difference <paramref name="against"/> each other or the whole.</summary>
    public Estimate DifferenceBy(Against against) => against == Against.EachOther ? Difference : DifferenceToOverall;

    /// <inheritdoc cref="DifferenceBy"/>
    public Estimate RatioBy(Against against) => against == Against.EachOther ? Ratio : RatioToOverall;

    /// <summary>The measure of each count table and of their sum.</summary>
    public static ByGroup Of<T>(IReadOnlyList<T> groups, T overall, Func<T, Estimate> measure) =>
        new([.. groups.Select(measure)], measure(overall));

    private Estimate Read(Func<double[], Estimate> read)
    {
        if (Groups.Count < 2)
        {
            return Estimate.Unmeasured("fewer than two groups can be compared");
        }

        var values = new double[Groups.Count];
        for (var group = 0; group < values.Length; group++)
        {
            if (!Groups[group].TryGet(out values[group]))
            {
                return Estimate.Unmeasured($"in a group, {Groups[group].Reason}");
            }
        }

        return read(values);
    }
}
