using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Data;

namespace ServerlessMlops.Pipeline.Tests.Data;

/// <summary>Profiles made plainly from a table in memory, for the tests of what is made from profiles.</summary>
internal static class Profiles
{
    private const int MostTop = 50;

    public static DatasetProfile Of(Table table) => new()
    {
        Rows = table.RowCount,
        File = new FileFacts("csv"),
        Columns = [.. table.Columns.Select(Of)],
    };

    private static ColumnProfile Of(Column column)
    {
        var values = Enumerable.Range(0, column.RowCount).Select(column.Text).OfType<string>().ToArray();
        var counts = values.GroupBy(value => value).OrderByDescending(group => group.Count()).ToArray();
        return new ColumnProfile
        {
            Name = column.Name,
            Kind = column.Kind,
            Count = values.Length,
            Missing = column.RowCount - values.Length,
            Distinct = counts.Length,
            Numbers = column is NumberColumn { Kind: not ColumnKind.Boolean } numbers && values.Length > 0 ? Of(numbers) : null,
            Top = [.. counts.Take(MostTop).Select(group => new ValueCount(group.Key, group.Count()))],
        };
    }

    private static NumberProfile Of(NumberColumn column)
    {
        var sorted = column.Values.Where(double.IsFinite).Order().ToArray();
        return new NumberProfile(sorted[0], sorted[^1], sorted.Average(), null, [new QuantileValue(0.5, sorted[sorted.Length / 2])], 0,
            null);
    }
}
