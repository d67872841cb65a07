using ServerlessMlops.Statistics.Drift;
using ServerlessMlops.Statistics.Testing;

namespace ServerlessMlops.Pipeline.Data;

/// <summary>Rows of each category then and now, the most frequent then first.</summary>
internal sealed record CategoryCounts(string[] Names, long[] Reference, long[] Current)
{
    /// <summary>Below so many expected rows in a cell of the table χ² is no longer the statistic's distribution (Cochran 1954).</summary>
    private const double ExpectedRows = 5;

    public static CategoryCounts Of(Column reference, int[] referenceRows, Column current, int[] currentRows)
    {
        var counts = new Dictionary<string, (long Reference, long Current)>(StringComparer.Ordinal);
        foreach (var (name, rows) in Count(reference, referenceRows))
        {
            counts[name] = (rows, 0);
        }

        foreach (var (name, rows) in Count(current, currentRows))
        {
            counts[name] = (counts.GetValueOrDefault(name).Reference, rows);
        }

        var ordered = counts.OrderByDescending(entry => entry.Value.Reference).ThenBy(entry => entry.Key, StringComparer.Ordinal).ToArray();
        return new(
            Array.ConvertAll(ordered, entry => entry.Key), Array.ConvertAll(ordered, entry => entry.Value.Reference),
            Array.ConvertAll(ordered, entry => entry.Value.Current));
    }

    public IEnumerable<string> New => Names.Where((_, place) => Reference[place] == 0);

    public IEnumerable<string> Vanished => Names.Where((_, place) => Current[place] == 0);

    /// <summary>z for two categories, which is χ² with a direction; χ² for more, the rare ones taken together.</summary>
    public (string Method, double? Statistic, double? P) Test()
    {
        if (Names.Length <= 2)
        {
            var z = Names.Length == 0 ? null : ProportionZ.Of(Reference[0], Reference.Sum(), Current[0], Current.Sum());
            return ("two_proportion_z", z?.Z, z?.P);
        }

        var (then, now) = (Reference.Sum(), Current.Sum());
        var smaller = Math.Min(then, now) / (double)(then + now);
        var (reference, current) = (new List<long> { 0 }, new List<long> { 0 });
        for (var place = 0; place < Names.Length; place++)
        {
            if ((Reference[place] + Current[place]) * smaller < ExpectedRows)
            {
                reference[0] += Reference[place];
                current[0] += Current[place];
            }
            else
            {
                reference.Add(Reference[place]);
                current.Add(Current[place]);
            }
        }

        var test = ChiSquare.Of(reference.ToArray(), current.ToArray());
        return ("chi_square", test?.Statistic, test?.P);
    }

    private static IEnumerable<(string Name, long Rows)> Count(Column column, int[] rows)
    {
        if (column is CategoryColumn category)
        {
            var seen = new long[category.Levels.Length];
            foreach (var row in rows)
            {
                if (category.Codes[row] >= 0)
                {
                    seen[category.Codes[row]]++;
                }
            }

            return Enumerable.Range(0, seen.Length).Where(level => seen[level] > 0).Select(level => (category.Levels[level], seen[level]));
        }

        var counts = new Dictionary<double, long>();
        foreach (var row in rows)
        {
            var value = ((NumberColumn)column).Values[row];
            if (!double.IsNaN(value))
            {
                counts[value] = counts.GetValueOrDefault(value) + 1;
            }
        }

        return counts.Select(entry => (NumberColumn.Format(column.Kind, entry.Key), entry.Value));
    }
}
