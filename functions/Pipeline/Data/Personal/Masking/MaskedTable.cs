using System.Text.Json;
using ServerlessMlops.Pipeline.Contracts;

namespace ServerlessMlops.Pipeline.Data;

/// <summary>
/// Writes a Parquet file as JSON Lines, which tells texts from numbers as Parquet does, with the values of some columns replaced by tokens.
/// </summary>
internal static class MaskedTable
{
    /// <returns>Values that were replaced.</returns>
    public static long Copy(
        Stream source, Stream target, TableSchema schema, IReadOnlyDictionary<string, Masking> masks, ProblemList problems)
    {
        using var reader = DatasetFormat.OpenAs(source, schema, problems);
        var names = reader.Names.Select(name => (JsonEncodedText.Encode(name), masks.GetValueOrDefault(name))).ToArray();
        var slices = names.Select(_ => new ColumnSlice()).ToArray();
        var batch = reader.NewBatch();
        using var json = new Utf8JsonWriter(target, new JsonWriterOptions { SkipValidation = true });
        long values = 0;
        while (reader.Read(batch))
        {
            for (var column = 0; column < slices.Length; column++)
            {
                batch.Fill(column, slices[column]);
            }

            for (var row = 0; row < batch.Count; row++)
            {
                values += WriteRow(json, slices, names, row);
                json.Flush();
                json.Reset();
                target.Write("\n"u8);
            }
        }

        reader.Finish();
        return values;
    }

    private static int WriteRow(Utf8JsonWriter json, ColumnSlice[] slices, (JsonEncodedText Name, Masking? Masking)[] names, int row)
    {
        Span<byte> token = stackalloc byte[Masking.TokenLength];
        var values = 0;
        json.WriteStartObject();
        for (var column = 0; column < slices.Length; column++)
        {
            var slice = slices[column];
            var form = slice.Forms[row];
            if (form <= CellForm.Nan)
            {
                json.WriteNull(names[column].Name);
                continue;
            }

            json.WritePropertyName(names[column].Name);
            if (names[column].Masking is { } masking)
            {
                json.WriteStringValue(token[..masking.Write(slice.Text(row), token)]);
                values++;
            }
            else if (form == CellForm.TrueFalse)
            {
                json.WriteBooleanValue(slice.Numbers[row] == 1);
            }
            else if (form is CellForm.Whole or CellForm.Decimal)
            {
                json.WriteRawValue(slice.Text(row), skipInputValidation: true);
            }
            else
            {
                json.WriteStringValue(slice.Text(row));
            }
        }

        json.WriteEndObject();
        return values;
    }
}
