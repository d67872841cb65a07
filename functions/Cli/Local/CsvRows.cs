using System.Text.Json;
using ServerlessMlops.Cli.Http;
using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Data;

namespace ServerlessMlops.Cli.Local;

/// <summary>Rows to predict from a CSV file, its cells read as those of the training data were.</summary>
internal static class CsvRows
{
    /// <param name="trained">A few rows alone would not tell a code from a number: the kinds are the training data's. Others are inferred.</param>
    /// <param name="target">Not sent: it is what is asked.</param>
    public static IReadOnlyList<InputRow> Read(Stream content, string file, IReadOnlyList<ColumnSchema> trained, string? target)
    {
        var kinds = trained.ToDictionary(column => column.Name, StringComparer.Ordinal);
        var seen = Dataset.Read(content, file, spec: null) switch
        {
            ReadOutcome.Clean clean => clean.Schema,
            ReadOutcome.Faulty faulty => throw new CommandFault($"{file} cannot be read: {string.Join(" ", faulty.Problems.Select(problem => problem.Message))}"),
            _ => throw new InvalidOperationException("A file is clean or faulty."),
        };
        try
        {
            content.Position = 0;
            var table = Dataset.ReadAs(content, seen with { Columns = [.. seen.Columns.Select(column => kinds.GetValueOrDefault(column.Name, column))] });
            return [.. Enumerable.Range(0, table.RowCount).Select(row => Of(table, row, target))];
        }
        catch (SnapshotMismatchException mismatch)
        {
            throw new CommandFault($"{file} does not hold what the model was trained on: {mismatch.Message}");
        }
    }

    /// <summary>One row as the predict endpoint takes it.</summary>
    public static InputRow Of(Table table, int row, string? target)
    {
        var cells = new InputRow();
        foreach (var column in table.Columns.Where(column => column.Name != target))
        {
            cells[column.Name] = Cell(column, row);
        }

        return cells;
    }

    private static JsonElement Cell(Column column, int row) => column switch
    {
        _ when column.IsMissing(row) => JsonSerializer.SerializeToElement<string?>(null),
        NumberColumn { Kind: ColumnKind.Number } numbers => JsonSerializer.SerializeToElement(numbers.Values[row]),
        NumberColumn { Kind: ColumnKind.Boolean } booleans => JsonSerializer.SerializeToElement(booleans.Values[row] != 0),
        _ => JsonSerializer.SerializeToElement(column.Text(row)),
    };
}
