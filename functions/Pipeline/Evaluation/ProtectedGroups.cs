using System.Globalization;
using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Data;

namespace ServerlessMlops.Pipeline.Evaluation;

/// <summary>Makes the groups of a protected attribute: bins of a number, else its distinct values; a missing value is a group of its own.</summary>
public static class ProtectedGroups
{
    /// <summary>Whoever left the question open may be treated differently too, so they are not dropped.</summary>
    public const string Missing = "(missing)";

    /// <param name="rows">Indices of the rows to group, e.g. those of the test part.</param>
    /// <returns>The group of each of <paramref name="rows"/>, and the names of those groups that occur, in ascending order.</returns>
    public static (int[] Group, string[] Names) Of(ProtectedAttribute attribute, Column column, int[] rows)
    {
        var all = attribute.Bins.Count > 0 && column is NumberColumn numbers ? Binned(numbers, attribute.Bins) : Distinct(column);
        var missing = all.Names.Length;
        string[] names = [.. all.Names, Missing];
        var codes = Array.ConvertAll(rows, row => column.IsMissing(row) ? missing : all.Code(row));
        int[] occurring = [.. codes.Distinct().Order()];
        return (Array.ConvertAll(codes, code => Array.BinarySearch(occurring, code)), Array.ConvertAll(occurring, code => names[code]));
    }

    private static (string[] Names, Func<int, int> Code) Distinct(Column column)
    {
        if (column is CategoryColumn category)
        {
            return (category.Levels, row => category.Codes[row]);
        }

        // In order of value, where the ordinal order of texts would put 10 before 9.
        var numbers = (NumberColumn)column;
        double[] values = [.. numbers.Values.Where(double.IsFinite).Distinct().Order()];
        return (
            Array.ConvertAll(values, value => NumberColumn.Format(numbers.Kind, value)),
            row => Array.BinarySearch(values, numbers.Values[row]));
    }

    private static (string[] Names, Func<int, int> Code) Binned(NumberColumn column, IReadOnlyList<double> edges)
    {
        // 30–44 is true of whole years only; 44.5 belongs to a bin that is named "30–<45".
        var whole = edges.All(double.IsInteger) && column.Values.All(value => double.IsNaN(value) || double.IsInteger(value));
        var names = new string[edges.Count + 1];
        names[0] = $"<{Text(edges[0])}";
        names[^1] = $"≥{Text(edges[^1])}";
        for (var bin = 1; bin < edges.Count; bin++)
        {
            var (low, high) = (edges[bin - 1], edges[bin]);
            names[bin] = !whole ? $"{Text(low)}–<{Text(high)}" : high - low == 1 ? Text(low) : $"{Text(low)}–{Text(high - 1)}";
        }

        return (names, row => edges.Count(edge => column.Values[row] >= edge));
    }

    private static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
