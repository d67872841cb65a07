using ServerlessMlops.Pipeline.Contracts;

namespace ServerlessMlops.Pipeline.Evaluation;

/// <summary>The group table of one attribute, and its disparities as measures to be computed.</summary>
internal sealed record GroupMeasures(IReadOnlyList<GroupRow> Rows, MeasureBlock Block);
