using ServerlessMlops.Pipeline.Contracts;

namespace ServerlessMlops.Pipeline.Data;

/// <summary>Columns that a model would learn by heart, and days that lie in the future of what is predicted.</summary>
internal static class ColumnReports
{
    public static void Identifiers(Table table, PipelineSpec spec, ProblemList problems)
    {
        foreach (var column in table.Columns.Where(column => column.Name != spec.Target && !spec.Features.Exclude.Contains(column.Name)))
        {
            if (column.Kind != ColumnKind.Text && Training.Identifiers.Recognise(column) is { } why)
            {
                var wanted = spec.Features.Include.Contains(column.Name);
                problems.Warn(
                    ProblemCodes.IdentifierColumn,
                    $"Column '{column.Name}' is {why}; "
                    + (wanted ? "features.include wants it, and a model would learn rows by heart." : "it is left out."),
                    null, column.Name, column.Text(0), "a feature that rows share");
            }
        }
    }

    /// <param name="outcomeDate">
    /// The declared column; null: the one date column whose name begins as the target's, if there is just one.
    /// </param>
    public static void Dates(Table table, PipelineSpec spec, string? outcomeDate, IReadOnlyList<Column> features, ProblemList problems)
    {
        bool IsNamed(string column) =>
            outcomeDate is null ? column.StartsWith(spec.Target, StringComparison.OrdinalIgnoreCase) : column == outcomeDate;
        var dates = table.Columns.Where(column => column.Kind == ColumnKind.Date && column.Name != spec.Target);
        var named = dates.Where(column => IsNamed(column.Name)).ToArray();
        if (named is not [NumberColumn outcome])
        {
            return;
        }

        foreach (var column in features.OfType<NumberColumn>().Where(column => column.Kind == ColumnKind.Date))
        {
            int[] later = [.. Enumerable.Range(0, table.RowCount).Where(row => column.Values[row] > outcome.Values[row])];
            if (column == outcome)
            {
                problems.Warn(
                    ProblemCodes.DateAfterOutcome,
                    $"Column '{column.Name}' is the day the outcome became known, which is not known when predicting: exclude it.",
                    null, column.Name, expected: $"features: {{ exclude: [{column.Name}] }}");
            }
            else if (later.Length > 0)
            {
                problems.Warn(
                    ProblemCodes.DateAfterOutcome,
                    $"Column '{column.Name}' is later than '{outcome.Name}' in {later.Length} of {table.RowCount} rows: it was written "
                    + "afterwards.",
                    table.FileRow(later[0]), column.Name, column.Text(later[0]), $"at most {outcome.Text(later[0])}", later.Length);
            }
        }
    }
}
