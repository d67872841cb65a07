using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Training;

namespace ServerlessMlops.Pipeline.Data;

/// <summary>What is odd in a table and does not stop training.</summary>
internal static class TableWarnings
{
    public static IReadOnlyList<Problem> Of(Table table, PipelineSpec? spec, string file)
    {
        var problems = new ProblemList(file);
        foreach (var column in table.Columns.Where(column => table.RowCount > 1 && column.Name != spec?.Target))
        {
            if (!FeatureSelection.IsConstant(column, out var missing))
            {
                continue;
            }

            if (missing)
            {
                problems.Warn(
                    ProblemCodes.AllMissing, $"Column '{column.Name}' has no value in any row; it is left out.", null, column.Name, "",
                    "values");
            }
            else
            {
                problems.Warn(
                    ProblemCodes.ConstantColumn, $"Column '{column.Name}' has the same value in every row; it is left out.", null,
                    column.Name, column.Text(0), "values that differ");
            }
        }

        ReportDuplicates(table, problems);
        return problems.ToList();
    }

    private static void ReportDuplicates(Table table, ProblemList problems)
    {
        var first = RowGroups.FirstEqual(table);
        var copies = Enumerable.Range(0, first.Length).Where(row => first[row] != row).ToArray();
        if (copies.Length > 0)
        {
            var (row, original) = (table.FileRow(copies[0]), table.FileRow(first[copies[0]]));
            problems.Warn(
                ProblemCodes.DuplicateRows,
                $"{copies.Length} rows equal an earlier row in every column (row {row} is row {original}); copies go to one part of the split.",
                row, seen: $"row {original} again", expected: "each row once", count: copies.Length);
        }
    }
}
