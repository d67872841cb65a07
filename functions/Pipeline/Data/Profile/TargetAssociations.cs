using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Training;
using ServerlessMlops.Statistics;
using ServerlessMlops.Statistics.Association;

namespace ServerlessMlops.Pipeline.Data;

/// <summary>What each column has to do with the target, two at a time: no cause, and nothing of what columns tell together.</summary>
/// <remarks>Numbers by r, a number and classes by η², two categories by Cramér's V; over the rows with a value in both.</remarks>
public static class TargetAssociations
{
    /// <summary>Values of a category beyond which, or with fewer rows each, an association is but chance.</summary>
    private const int MostLevels = 1_000;

    private const int RowsPerLevel = 5;

    /// <param name="table">The one that the profile is of.</param>
    /// <param name="spec">Of a table that can be trained on: see <see cref="TrainingReadiness"/>.</param>
    public static DatasetProfile Add(DatasetProfile profile, Table table, PipelineSpec spec)
    {
        var target = Labels.Of(table, spec);
        var columns = new ColumnProfile[profile.Columns.Count];
        Parallel.For(0, columns.Length, place =>
        {
            var column = profile.Columns[place];
            columns[place] = column.Name == spec.Target || !table.TryGet(column.Name, out var values)
                ? column
                : column with { Association = Of(values, target) };
        });
        return profile with { Columns = columns };
    }

    private static Association Of(Column column, TargetVector target)
    {
        int[] rows = [.. Enumerable.Range(0, column.RowCount).Where(row => !column.IsMissing(row))];
        return (column, target.Task) switch
        {
            (NumberColumn numbers, ModelTask.Regression) => Give(
                "correlation", PearsonCorrelation.Of(Of(rows, numbers.Values), Of(rows, target.Value)), rows.Length),
            (NumberColumn numbers, _) => Give(
                "correlation_ratio",
                CorrelationRatio.SquaredOf(Of(rows, target.Class), Of(rows, numbers.Values), target.Classes.Count), rows.Length),
            (CategoryColumn category, _) when category.Levels.Length > Math.Min(MostLevels, Math.Max(1, rows.Length / RowsPerLevel)) => new(
                target.Task == ModelTask.Regression ? "correlation_ratio" : "cramers_v", null, rows.Length, "too many different values"),
            (CategoryColumn category, ModelTask.Regression) => Give(
                "correlation_ratio",
                CorrelationRatio.SquaredOf(Of(rows, category.Codes), Of(rows, target.Value), category.Levels.Length), rows.Length),
            (CategoryColumn category, _) => Give(
                "cramers_v",
                CramersV.Of(Of(rows, category.Codes), Of(rows, target.Class), category.Levels.Length, target.Classes.Count), rows.Length),
            _ => throw new ArgumentOutOfRangeException(nameof(column), column.GetType().Name, "Expected numbers or categories."),
        };
    }

    private static Association Give(string measure, Estimate estimate, long rows) => new(measure, estimate.Value, rows, estimate.Reason);

    private static T[] Of<T>(int[] rows, T[] values) => Array.ConvertAll(rows, row => values[row]);
}
