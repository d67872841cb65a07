using System.Globalization;
using System.Text.Json;
using ServerlessMlops.Cli.Http;
using ServerlessMlops.Pipeline.Contracts;
using Sylvan.Data.Csv;

namespace ServerlessMlops.Cli.Local;

/// <summary>Rows to predict from a CSV file: cells by the kinds of the training data. What does not fit is sent as it is, for the app to name.</summary>
internal static class CsvRows
{
    /// <param name="target">Not sent: it is what is asked.</param>
    public static IReadOnlyList<InputRow> Read(TextReader text, IReadOnlyList<ColumnSchema> columns, string? target)
    {
        var kinds = columns.ToDictionary(column => column.Name, StringComparer.Ordinal);
        var rows = new List<InputRow>();
        using var csv = CsvDataReader.Create(text);
        while (csv.Read())
        {
            var row = new InputRow();
            for (var ordinal = 0; ordinal < csv.FieldCount; ordinal++)
            {
                var name = csv.GetName(ordinal);
                if (name != target)
                {
                    row[name] = Cell(csv.GetString(ordinal), kinds.GetValueOrDefault(name));
                }
            }

            rows.Add(row);
        }

        return rows;
    }

    private static JsonElement Cell(string text, ColumnSchema? column)
    {
        var number = column is { DecimalComma: true } ? text.Replace(',', '.') : text;
        return text.Trim().Length == 0
            ? JsonSerializer.SerializeToElement<string?>(null)
            : column is { Kind: ColumnKind.Number } && double.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value)
                ? JsonSerializer.SerializeToElement(value)
                : JsonSerializer.SerializeToElement(text);
    }
}
