using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Training;

namespace ServerlessMlops.Pipeline.Data;

/// <summary>Rows that repeat one another: across the parts of the split, and with other labels.</summary>
internal static class CopyJudgement
{
    private const int Named = 20;

    public static CopyFinding Of(
        Table table, PipelineSpec spec, IReadOnlyList<Column> features, TargetVector target, SplitAssignment? split,
        JudgementOptions options, ProblemList problems)
    {
        var first = RowGroups.FirstEqual(table);
        var copies = Enumerable.Range(0, first.Length).Count(row => first[row] != row);
        var apart = split is null ? null : Apart(table, first, split, problems);
        var (trainedOn, testRows) = split is null ? (null, null) : TrainedOn(table, spec, features, first, split, options, problems);
        var conflicting = target.Task == ModelTask.Regression ? null : Conflicting(table, features, target.Class, problems);
        return new(copies, apart, testRows, trainedOn, conflicting?.Length, [.. (conflicting ?? []).Take(Named).Select(table.FileRow)]);
    }

    private static long? Apart(Table table, int[] first, SplitAssignment split, ProblemList problems)
    {
        int[] apart = [.. Enumerable.Range(0, first.Length).Where(row => split.Parts[row] != split.Parts[first[row]])];
        if (apart.Length > 0)
        {
            var (row, original) = (apart[0], first[apart[0]]);
            problems.Add(new Problem(
                ProblemCodes.CopiesAcrossSplit,
                $"{apart.Length} rows lie in another part of the split than the row they equal: row {table.FileRow(row)} in "
                + $"{Part(split, row)}, row {table.FileRow(original)} in {Part(split, original)}.",
                problems.File, table.FileRow(row), Seen: Part(split, row), Expected: Part(split, original), Count: apart.Length));
        }

        return apart.Length;
    }

    /// <summary>Rows that differ only in what is not learned from are as good as copies to a model.</summary>
    private static (long? TrainedOn, long? TestRows) TrainedOn(
        Table table, PipelineSpec spec, IReadOnlyList<Column> features, int[] first, SplitAssignment split,
        JudgementOptions options, ProblemList problems)
    {
        var seen = features.Count + 1 == table.Columns.Count ? first : RowGroups.FirstEqual(new Table([.. features, table[spec.Target]]));
        var trained = new bool[seen.Length];
        for (var row = 0; row < seen.Length; row++)
        {
            trained[seen[row]] |= split.Parts[row] != (byte)SplitPart.Test;
        }

        var test = Splitter.Rows(split, SplitPart.Test);
        int[] known = [.. test.Where(row => trained[seen[row]])];
        if (known.Length > options.TestRowsTrainedOn * test.Length)
        {
            problems.Warn(
                ProblemCodes.TestRowsTrainedOn,
                $"{known.Length} of {test.Length} test rows ({100.0 * known.Length / test.Length:0.0} %) equal a training or validation "
                + "row in every feature and the target: what is measured on them is memory.",
                table.FileRow(known[0]), seen: $"{known.Length} rows", expected: "test rows that were not trained on", count: known.Length);
        }

        return (known.Length, test.Length);
    }

    private static int[] Conflicting(Table table, IReadOnlyList<Column> features, int[] classes, ProblemList problems)
    {
        if (features.Count == 0)
        {
            return [];
        }

        var first = RowGroups.FirstEqual(new Table(features));
        var differ = new bool[first.Length];
        for (var row = 0; row < first.Length; row++)
        {
            differ[first[row]] |= classes[row] != classes[first[row]];
        }

        int[] rows = [.. Enumerable.Range(0, first.Length).Where(row => differ[first[row]])];
        if (rows.Length > 0)
        {
            problems.Warn(
                ProblemCodes.ConflictingLabels,
                $"{rows.Length} of {first.Length} rows equal another row in every feature and not in the label, the first of them row "
                + $"{table.FileRow(rows[0])}: no model can tell them apart.",
                table.FileRow(rows[0]), seen: $"{rows.Length} rows", expected: "one label for equal features", count: rows.Length);
        }

        return rows;
    }

    private static string Part(SplitAssignment split, int row) => ((SplitPart)split.Parts[row]).ToString().ToLowerInvariant();
}
