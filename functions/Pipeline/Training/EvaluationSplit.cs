using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Data;

namespace ServerlessMlops.Pipeline.Training;

/// <summary>The split of data that a brought model is measured on: every row is of the test part.</summary>
public static class EvaluationSplit
{
    public static SplitAssignment Of(Table table, PipelineSpec spec) =>
        new(spec.Split.Seed, [.. Enumerable.Repeat((byte)SplitPart.Test, table.RowCount)]);
}
