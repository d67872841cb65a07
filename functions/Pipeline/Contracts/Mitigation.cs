namespace ServerlessMlops.Pipeline.Contracts;

/// <summary>How a candidate is trained so that a disparity becomes smaller; see <c>docs/mitigation.md</c>.</summary>
public enum MitigationMethod
{
    /// <summary>Rows are weighed until group and outcome are independent among them (Kamiran and Calders, 2012).</summary>
    Reweighing,

    /// <summary>Errors cost more or less by group, over a grid of multipliers (Agarwal et al., 2018).</summary>
    Constraint,
}

/// <summary>What to mitigate: each learner is trained again by each method, and stands beside the plain one.</summary>
public sealed record MitigationSpec
{
    /// <summary>A protected column.</summary>
    public required string Attribute { get; init; }

    /// <summary>The disparity to lower, e.g. <c>demographic_parity_difference</c>; in [0, 1], 0 where groups are alike.</summary>
    public required string Measure { get; init; }

    /// <summary>Up to which the disparity on validation is small enough to choose by the metric alone; in [0, 1].</summary>
    public required double Maximum { get; init; }

    public IReadOnlyList<MitigationMethod> Methods { get; init; } = [MitigationMethod.Reweighing, MitigationMethod.Constraint];
}

/// <summary>How one mitigated candidate is trained.</summary>
/// <param name="Learner">The plain candidate's name.</param>
/// <param name="Measure">As <see cref="MitigationSpec.Measure"/>.</param>
/// <param name="Strength">The multiplier of a constraint, in (0, 1); null for reweighing.</param>
public sealed record Mitigated(string Learner, MitigationMethod Method, string Attribute, string Measure, double? Strength = null);

/// <summary>The disparity of a candidate's decisions on validation.</summary>
/// <param name="Measure">Value, 95 % interval, and the rows of the smallest group compared as n.</param>
/// <param name="Maximum">As declared.</param>
public sealed record CandidateDisparity(string Attribute, Measure Measure, double Maximum)
{
    /// <summary>The value itself, not its interval: gates judge the interval, on the test part.</summary>
    public bool IsWithin() => Measure.Value <= Maximum;
}

/// <summary>What disparity and metric the candidates came to on validation: what mitigating costs, or does not.</summary>
/// <param name="Measure">The disparity's name.</param>
/// <param name="Metric">The measure that picks candidates.</param>
public sealed record FrontierReport(
    string Attribute, string Measure, string Metric, bool MetricHigherIsBetter, double Maximum, IReadOnlyList<FrontierPoint> Points);

/// <summary>One candidate.</summary>
/// <param name="Score">By the metric; null where it was not measured.</param>
/// <param name="OnFront">No other candidate is at least as good by metric and by disparity, and better by one.</param>
public sealed record FrontierPoint(string Name, double? Score, Measure Disparity, bool Chosen, bool OnFront)
{
    /// <summary>Null for a plain candidate.</summary>
    public Mitigated? Mitigation { get; init; }
}
