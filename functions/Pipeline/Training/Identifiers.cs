using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Data;

namespace ServerlessMlops.Pipeline.Training;

/// <summary>Recognises columns that name a row and say nothing about it: a model would learn the rows by heart.</summary>
public static class Identifiers
{
    /// <summary>Fewer rows prove nothing: twenty different values may be chance.</summary>
    private const int MinimumRows = 20;

    private static readonly string[] Names = ["id", "uuid", "guid", "rownames", "rowname", "rowid", "rownumber", "index", "serialnumber"];

    /// <returns>Why the column is an identifier; null where it is none.</returns>
    public static string? Recognise(Column column) => column.RowCount < MinimumRows || column.MissingCount() > 0 ? null : column switch
    {
        CategoryColumn categories when categories.Codes.Distinct().Count() == column.RowCount => "an identifier: a different text in every row",
        NumberColumn { Kind: ColumnKind.Number } numbers => Recognise(numbers),
        _ => null,
    };

    private static string? Recognise(NumberColumn column)
    {
        if (column.Values.Any(value => value != Math.Floor(value)))
        {
            return null;
        }

        var distinct = column.Values.Distinct().Count();
        if (distinct == column.RowCount && column.Values.Max() - column.Values.Min() == column.RowCount - 1)
        {
            return "an identifier: the whole numbers of a sequence, each once";
        }

        return HasName(column.Name) && distinct >= 0.95 * column.RowCount
            ? "an identifier: by its name, and different in nearly every row"
            : null;
    }

    /// <summary>By its name a column that tells rows from each other.</summary>
    internal static bool HasName(string name)
    {
        var plain = string.Concat(name.Where(char.IsLetterOrDigit)).ToLowerInvariant();
        return Names.Contains(plain)
            || name.EndsWith("_id", StringComparison.OrdinalIgnoreCase)
            || name.EndsWith("Id", StringComparison.Ordinal)
            || name.EndsWith("ID", StringComparison.Ordinal);
    }
}
