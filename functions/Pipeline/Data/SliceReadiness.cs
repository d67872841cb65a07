using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Evaluation;
using ServerlessMlops.Pipeline.Training;

namespace ServerlessMlops.Pipeline.Data;

/// <summary>Whether declared slices can be made of a table's columns.</summary>
internal static class SliceReadiness
{
    public static void Check(PipelineSpec spec, Table table, ProblemList problems)
    {
        foreach (var slice in spec.Evaluation?.Slices ?? [])
        {
            foreach (var (name, condition) in slice.Where)
            {
                if (table.TryGet(name, out var column))
                {
                    Check(slice.Name, condition, column, problems);
                }
            }
        }
    }

    private static void Check(string slice, SliceCondition condition, Column column, ProblemList problems)
    {
        if (condition.Values is null)
        {
            if (column is not NumberColumn { Kind: ColumnKind.Number or ColumnKind.Date })
            {
                problems.Error(
                    ProblemCodes.SliceUnusable,
                    $"The slice '{slice}' has bounds on '{column.Name}', which holds {TrainingReadiness.Kind(column)}.", null, column.Name,
                    TrainingReadiness.Kind(column), "values, or bounds on numbers or dates");
            }

            return;
        }

        var present = Labels.Count(column).Select(label => label.Label).ToHashSet(StringComparer.Ordinal);
        var absent = condition.Values.Where(value => value != ProtectedGroups.Missing && !present.Contains(Labels.Canonical(column, value))).ToArray();
        if (absent.Length > 0)
        {
            problems.Warn(
                ProblemCodes.SliceUnusable,
                $"The slice '{slice}' names {ProblemList.Some([.. absent.Select(value => $"'{ProblemList.Cut(value)}'")])} of '{column.Name}', which no row has.",
                null, column.Name, string.Join(", ", absent), "values that occur");
        }
    }
}
