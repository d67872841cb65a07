using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Data;
using ServerlessMlops.Statistics.Effects;

namespace ServerlessMlops.Pipeline.Evaluation.Probing;

/// <summary>Cuts columns into conditions: a number's or date's fifths, or its values where they are few; a category's commonest levels.</summary>
/// <remarks>Cut by the rows that are searched, and no others: the rows that confirm say nothing of where the cuts lie.</remarks>
internal static class SliceDimensions
{
    private const int Intervals = 5;
    private const int FewValues = 10;
    private const int MostLevels = 20;

    /// <param name="columns">By name; protected columns with bins are cut by them.</param>
    /// <param name="least">Rows that a level needs.</param>
    /// <returns>Those columns that have two levels or more.</returns>
    public static IReadOnlyList<SliceDimension> Of(
        IEnumerable<string> columns, IReadOnlyList<ProtectedAttribute> shielded, Table table, int[] rows, int least) =>
    [
        .. columns
            .Select(name => Of(table[name], shielded.FirstOrDefault(attribute => attribute.Column == name)?.Bins ?? [], rows, least))
            .Where(dimension => dimension.Levels.Count > 1),
    ];

    private static SliceDimension Of(Column column, IReadOnlyList<double> bins, int[] rows, int least)
    {
        if (column is NumberColumn { Kind: not ColumnKind.Boolean } numbers)
        {
            var cuts = bins.Count > 0 ? bins : Cuts(Array.ConvertAll(rows, row => numbers.Values[row]));
            if (cuts is not null)
            {
                return Cut(numbers, cuts, rows);
            }
        }

        var common = rows.CountBy(row => column.Text(row) ?? ProtectedGroups.Missing).Where(level => level.Value >= least)
            .OrderByDescending(level => level.Value).ThenBy(level => level.Key, StringComparer.Ordinal).Take(MostLevels).Select(level => level.Key).ToArray();
        var codes = common.Index().ToDictionary(level => level.Item, level => level.Index, StringComparer.Ordinal);
        return new(
            column.Name, Array.ConvertAll(rows, row => codes.GetValueOrDefault(column.Text(row) ?? ProtectedGroups.Missing, -1)),
            [.. common.Select(level => new SliceCondition { Values = [level] })]);
    }

    private static SliceDimension Cut(NumberColumn column, IReadOnlyList<double> cuts, int[] rows)
    {
        List<SliceCondition> levels =
        [
            .. Enumerable.Range(0, cuts.Count + 1).Select(bin => new SliceCondition
            {
                Min = bin == 0 ? null : cuts[bin - 1],
                Below = bin == cuts.Count ? null : cuts[bin],
            }),
        ];
        var codes = Array.ConvertAll(rows, row => double.IsNaN(column.Values[row]) ? levels.Count : cuts.Count(cut => column.Values[row] >= cut));
        if (codes.Contains(levels.Count))
        {
            levels.Add(new SliceCondition { Values = [ProtectedGroups.Missing] });
        }

        return new(column.Name, codes, levels);
    }

    /// <summary>Inner edges; null where the values are so few that each is a level.</summary>
    private static double[]? Cuts(double[] values)
    {
        var distinct = new HashSet<double>();
        foreach (var value in values)
        {
            if (!double.IsNaN(value) && distinct.Add(value) && distinct.Count > FewValues)
            {
                return [.. QuantileEdges.Of(values, Intervals).Skip(1).SkipLast(1)];
            }
        }

        return null;
    }
}
