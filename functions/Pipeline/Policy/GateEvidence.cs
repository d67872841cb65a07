using ServerlessMlops.Pipeline.Contracts;

namespace ServerlessMlops.Pipeline.Policy;

/// <summary>What gates are decided on: the numbers of one evaluation.</summary>
public sealed record GateEvidence(IReadOnlyList<Measure> Metrics, IReadOnlyList<AttributeDisparity> Disparities)
{
    /// <summary>What a gate may limit in one group: what is measured of each group's own rows.</summary>
    public static readonly IReadOnlyList<string> OfOneGroup = ["accuracy", "recall", "precision", "ece", "mae", "rmse"];

    /// <summary>Earlier versions on the same rows; null where there was none.</summary>
    public ContestReport? Contest { get; init; }

    /// <summary>Parts of the test rows; null where none was measured.</summary>
    public SliceReport? Slices { get; init; }

    public static GateEvidence Of(EvaluationReport report) =>
        new(report.Metrics, report.Disparities) { Contest = report.Contest, Slices = report.Slices };

    /// <summary>What a gate speaks of: one subject, or one an attribute. Empty: the gate says nothing here.</summary>
    public IReadOnlyList<GateSubject> Of(GateSpec gate) => gate switch
    {
        { Metric: null, Disparity: null } or { Metric: not null, Disparity: not null } =>
            [GateSubject.Lacking(gate, "The gate must name either a metric or a disparity.")],
        { Against: { } opponent, Metric: { } metric } => Contest?.InRole(Word(opponent)) is { } other ? [Against(gate, metric, other)] : [],
        { Slice: { } slice, Metric: { } metric } => [OnSlice(gate, metric, Slices?.Declared.FirstOrDefault(one => one.Name == slice))],
        { Group: { } group, Metric: { } metric } => [OfGroup(gate, metric, group)],
        { Metric: { } metric } => [new(gate, null, metric, Single(Metrics, metric))],
        _ => ByAttribute(gate, gate.Disparity!),
    };

    private static GateSubject OnSlice(GateSpec gate, string metric, SliceResult? slice)
    {
        Measure?[] measured = slice is null ? [] : [slice.Primary, slice.Loss, slice.ErrorRate];
        var found = measured.FirstOrDefault(measure => measure?.Name == metric);
        return new(gate, null, metric, found)
        {
            Lack = found is not null ? null
                : slice is null ? $"{GateText.Subject(gate)} was not measured: no slice of that name is declared."
                : $"{GateText.Subject(gate)} was not measured: slices are measured by {string.Join(", ", measured.OfType<Measure>().Select(measure => measure.Name))}.",
            LeftOut = slice?.NotJudged is { } few ? [$"{slice.Name}: {few}"] : [],
        };
    }

    private GateSubject OfGroup(GateSpec gate, string metric, string group)
    {
        var row = Disparities.FirstOrDefault(one => one.Attribute == gate.Attribute)?.Groups.FirstOrDefault(one => one.Group == group);
        if (row is null)
        {
            return GateSubject.Lacking(gate, $"{GateText.Subject(gate)} was not measured: the test rows have no such group.");
        }

        var name = metric == "recall" ? "true_positive_rate" : metric;
        return new(gate, null, metric, row.Measures?.FirstOrDefault(measure => measure.Name == name))
        {
            LeftOut = row.NotCompared is { } few ? [$"{row.Group}: {few}"] : [],
        };
    }

    private static string Word(GateOpponent opponent) => opponent switch
    {
        GateOpponent.Champion => OpponentRoles.Champion,
        GateOpponent.First => OpponentRoles.First,
        _ => OpponentRoles.Best,
    };

    private static GateSubject Against(GateSpec gate, string metric, Opponent other)
    {
        var compared = other.Measures.FirstOrDefault(measure => measure.Name == metric);
        return new(gate, null, metric, compared?.Difference)
        {
            Lack = compared is not null ? null
                : $"{GateText.Subject(gate)} was not measured: {other.Unmeasured ?? $"version {other.Version} was not compared by {metric}"}.",
        };
    }

    private IReadOnlyList<GateSubject> ByAttribute(GateSpec gate, string disparity)
    {
        GateSubject[] found =
        [
            .. Disparities.Where(one => gate.Attribute is null ? one.Crossed is null : one.IsBy(gate.Attribute)).Select(one =>
                new GateSubject(gate, one.Attribute, disparity, Single(one.Disparities, disparity))
                {
                    LeftOut = Single(one.Disparities, disparity)?.LeftOut ?? LeftOut(one),
                    Smallest = Smallest(one),
                }),
        ];
        return found.Length > 0 ? found
            : [GateSubject.Lacking(gate, gate.Attribute is { } named ? $"No disparity by {named} was measured." : "No protected attribute was measured.")];
    }

    /// <summary>Groups that are too small to stand in the comparison, each with what it lacks; of reports that do not say so by disparity.</summary>
    private static string[] LeftOut(AttributeDisparity one) =>
        [.. one.Groups.Where(group => group.NotCompared is not null).Select(group => $"{group.Group}: {group.NotCompared}")];

    private static string? Smallest(AttributeDisparity one) =>
        one.Groups.Where(group => group.NotCompared is null).MinBy(group => group.N)?.Group;

    private static Measure? Single(IReadOnlyList<Measure> measures, string name) =>
        measures.Where(measure => measure.Name == name).ToArray() is [var only] ? only : null;
}

/// <summary>One measure that one gate asks about.</summary>
/// <param name="Attribute">Of a disparity; null for a metric.</param>
/// <param name="Measure">Null where the report has no single measure of that name.</param>
public sealed record GateSubject(GateSpec Gate, string? Attribute, string Name, Measure? Measure)
{
    /// <summary>Why nothing can be decided; null where something can.</summary>
    public string? Lack { get; init; }

    /// <summary>Of a disparity: groups with too few rows to be compared.</summary>
    public IReadOnlyList<string> LeftOut { get; init; } = [];

    /// <summary>Of a disparity: the smallest group that is compared.</summary>
    public string? Smallest { get; init; }

    public static GateSubject Lacking(GateSpec gate, string why) => new(gate, gate.Attribute, "", null) { Lack = why };
}
