using ServerlessMlops.Pipeline.Contracts;

namespace ServerlessMlops.Pipeline.Data;

/// <summary>Whether a column is the target itself, or its classes under other names.</summary>
internal static class TargetCopy
{
    /// <summary>
    /// Classification: each value of the column (a missing cell is one) stands for one class and each class for one value, in every row.
    /// Regression: the same number in every row that has one, and in at least <see cref="DataLimits.MinimumRows"/>.
    /// </summary>
    public static bool Is(Column column, Column target, ModelTask task) =>
        task == ModelTask.Regression ? IsSameNumber(column, target) : IsRelabelled(column, target);

    private static bool IsSameNumber(Column column, Column target)
    {
        if (column is not NumberColumn { Kind: ColumnKind.Number } one || target is not NumberColumn other)
        {
            return false;
        }

        var present = 0;
        for (var row = 0; row < one.Values.Length; row++)
        {
            if (double.IsNaN(one.Values[row]))
            {
                continue;
            }

            if (one.Values[row] != other.Values[row])
            {
                return false;
            }

            present++;
        }

        return present >= DataLimits.MinimumRows;
    }

    private static bool IsRelabelled(Column column, Column target)
    {
        var (there, back) = (new Dictionary<double, double>(), new Dictionary<double, double>());
        for (var row = 0; row < column.RowCount; row++)
        {
            double seen = Key(column, row), label = Key(target, row);
            if (!there.TryGetValue(seen, out var known) && !back.ContainsKey(label))
            {
                there.Add(seen, label);
                back.Add(label, seen);
            }
            else if (!known.Equals(label) || !there.ContainsKey(seen))
            {
                return false;
            }
        }

        return there.Count > 1;
    }

    /// <summary>Equal exactly where cells are; NaN, which a dictionary finds again, where they are missing.</summary>
    private static double Key(Column column, int row) => column switch
    {
        CategoryColumn category => category.Codes[row] < 0 ? double.NaN : category.Codes[row],
        NumberColumn numbers => numbers.Values[row],
        _ => throw new InvalidOperationException($"Seen a column of type {column.GetType().Name}."),
    };
}
