using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Data;

namespace ServerlessMlops.Pipeline.Training;

/// <summary>Which rows a split by group keeps together, so that folds made of them afterwards keep them together too.</summary>
public static class SplitGroups
{
    /// <returns>For each row of the table the first row of its group, or of its copies; null where rows are not split by group.</returns>
    public static int[]? FirstOf(Table table, SplitSpec split)
    {
        if (split.Method != SplitMethod.Group || split.Column is null || !table.TryGet(split.Column, out var column))
        {
            return null;
        }

        var first = RowGroups.FirstEqual(table);
        RowGroups.Join(first, column);
        return first;
    }
}
