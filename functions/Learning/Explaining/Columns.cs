using ServerlessMlops.Pipeline.Data;

namespace ServerlessMlops.Learning.Explaining;

/// <summary>Columns made from columns.</summary>
internal static class Columns
{
    /// <summary>The cells of some rows, in that order; levels that none of them has are left out.</summary>
    public static Column Take(Column column, int[] rows)
    {
        if (column is NumberColumn numbers)
        {
            return new NumberColumn(column.Name, column.Kind, Array.ConvertAll(rows, row => numbers.Values[row]));
        }

        var category = (CategoryColumn)column;
        var codes = Array.ConvertAll(rows, row => category.Codes[row]);
        int[] used = [.. codes.Where(code => code >= 0).Distinct().Order()];
        return new CategoryColumn(
            column.Name, column.Kind,
            Array.ConvertAll(codes, code => code < 0 ? -1 : Array.BinarySearch(used, code)),
            Array.ConvertAll(used, code => category.Levels[code]));
    }

    /// <summary>A column of the same name and kind with one number in each row; NaN for none.</summary>
    public static Column Number(Column column, double value) => Numbers(column, Enumerable.Repeat(value, column.RowCount));

    /// <summary>A column of the same name and kind with other numbers.</summary>
    public static Column Numbers(Column column, IEnumerable<double> values) => new NumberColumn(column.Name, column.Kind, [.. values]);

    /// <summary>A column of the same name and kind with one level in each row; null for none.</summary>
    public static Column Level(Column column, string? level) =>
        new CategoryColumn(column.Name, column.Kind, Filled(column.RowCount, level is null ? -1 : 0), level is null ? [] : [level]);

    private static int[] Filled(int rows, int code)
    {
        var codes = new int[rows];
        Array.Fill(codes, code);
        return codes;
    }
}
