using ServerlessMlops.Pipeline.Contracts;

namespace ServerlessMlops.Pipeline.Data;

/// <summary>Columns that probably say something the law protects, by name; an age in bins.</summary>
internal static class ProtectedGuess
{
    private const int RowsPerBin = 20;
    private const double Oldest = 120;

    private static readonly double[] AgeEdges = [30, 45, 60];

    public static IReadOnlyList<ProtectedAttribute> Of(Table table, string target) =>
    [
        .. table.Columns
            .Where(column => column.Name != target && ColumnNames.IsProtected(column.Name))
            .Select(Guess)
            .OfType<ProtectedAttribute>(),
    ];

    private static ProtectedAttribute? Guess(Column column)
    {
        if (column is NumberColumn { Kind: ColumnKind.Number } numbers && ColumnNames.IsAge(column.Name))
        {
            var present = numbers.Values.Where(value => !double.IsNaN(value)).ToArray();
            // The age of concrete in days is nobody's.
            return present.Length > 0 && present.Min() >= 0 && present.Max() <= Oldest
                ? new ProtectedAttribute { Column = column.Name, Bins = Bins(present) }
                : null;
        }

        return ColumnFacts.Distinct(column) is >= 2 and <= DataLimits.Groups && column.Kind is not (ColumnKind.Text or ColumnKind.Date)
            ? new ProtectedAttribute { Column = column.Name }
            : null;
    }

    /// <summary>The usual edges that leave rows enough on both sides; the median where none does.</summary>
    private static double[] Bins(double[] ages)
    {
        var edges = new List<double>();
        foreach (var edge in AgeEdges)
        {
            var lower = edges.Count == 0 ? double.NegativeInfinity : edges[^1];
            if (ages.Count(age => age >= lower && age < edge) >= RowsPerBin && ages.Count(age => age >= edge) >= RowsPerBin)
            {
                edges.Add(edge);
            }
        }

        return edges.Count > 0 ? [.. edges] : [ages.Order().ElementAt(ages.Length / 2)];
    }
}
