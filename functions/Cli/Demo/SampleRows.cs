using ServerlessMlops.Cli.Http;
using ServerlessMlops.Cli.Local;
using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Data;

namespace ServerlessMlops.Cli.Demo;

/// <summary>A row of the dataset, as it is asked about.</summary>
/// <param name="Number">1-based row of data in the file.</param>
internal sealed record SampleRow(long Number, InputRow Cells, string? Actual);

/// <summary>Two rows of the dataset: the first, and the first that differs from it in the target (of numbers: the middle one).</summary>
internal static class SampleRows
{
    public static IReadOnlyList<SampleRow> Pick(Stream dataset, TableSchema schema, string target)
    {
        var table = Dataset.ReadAs(dataset, schema);
        var labels = table[target];
        var first = FirstWhere(table, row => !labels.IsMissing(row)) ?? 0;
        var second = labels is CategoryColumn or { Kind: ColumnKind.Boolean }
            ? FirstWhere(table, row => !labels.IsMissing(row) && labels.Text(row) != labels.Text(first))
            : FirstWhere(table, row => row >= table.RowCount / 2 && !labels.IsMissing(row));
        return [Row(table, first, target), Row(table, second ?? Math.Min(first + 1, table.RowCount - 1), target)];
    }

    private static int? FirstWhere(Table table, Func<int, bool> fits)
    {
        for (var row = 0; row < table.RowCount; row++)
        {
            if (fits(row))
            {
                return row;
            }
        }

        return null;
    }

    private static SampleRow Row(Table table, int row, string target) =>
        new(table.FileRow(row), CsvRows.Of(table, row, target), table[target].Text(row));
}
