using System.Text;
using CsCheck;
using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Data;

namespace ServerlessMlops.Pipeline.Tests.Data;

public class CsvPropertyTests
{
    private static readonly Gen<string> Text = Gen.OneOf(
        Gen.String[Gen.Char["abcxyz,;|\t\"\n\r#=+-@<>&é日 "], 0, 12],
        Gen.String[0, 20],
        Gen.OneOf("", "NA", "1", "-2.5", "true", "2024-05-31", "😀", "\"", "\"\"", "a\nb"));

    private static readonly Gen<(string[] Header, string[][] Rows, char Delimiter, string LineEnd)> Tables =
        from columns in Gen.Int[2, 6]
        from rows in Gen.Int[1, 12]
        from cells in Text.Array[columns].Array[rows]
        from delimiter in Gen.OneOf(',', ';', '\t', '|')
        from lineEnd in Gen.OneOf("\n", "\r\n")
        select (Enumerable.Range(1, columns).Select(i => $"c{i}").ToArray(), cells, delimiter, lineEnd);

    [Fact]
    public void Any_table_written_as_rfc_4180_reads_back_equal() => Tables.Sample(table =>
    {
        var (header, rows, delimiter, lineEnd) = table;
        var text = string.Join(lineEnd, rows.Prepend(header).Select(row => string.Join(delimiter, row.Select(Quote)))) + lineEnd;
        var spec = Csv.Spec(target: "c1") with
        {
            Features = new FeatureSpec { Types = header.ToDictionary(name => name, _ => ColumnKind.Category) },
        };
        var read = ReadTyped(Encoding.UTF8.GetBytes(text), spec.Features.Types, delimiter, rows.Length);
        for (var row = 0; row < rows.Length; row++)
        {
            for (var column = 0; column < header.Length; column++)
            {
                Assert.Equal(Expected(rows[row][column]), read[header[column]].Text(row));
            }
        }
    }, iter: 2_000);

    [Fact]
    public void Random_bytes_are_clean_or_faulty_and_never_a_crash() =>
        Gen.OneOf(
            Gen.Byte.Array[0, 400],
            Gen.Byte.Array[0, 100].Select(tail => (byte[])[.. "a,b\n1,2\n"u8, .. tail]),
            Gen.Char["ab1,;\"\n\r\0\uFFFD ."].Array[0, 200].Select(chars => Encoding.UTF8.GetBytes(chars)))
        .Sample(bytes =>
        {
            switch (Csv.Read(bytes))
            {
                case ReadOutcome.Clean clean:
                    Assert.Equal(clean.Schema.Rows, clean.Table.RowCount);
                    Assert.Equal(clean.Table.RowCount, Dataset.ReadAs(new MemoryStream(bytes), clean.Schema).RowCount);
                    break;
                case ReadOutcome.Faulty faulty:
                    Assert.Contains(faulty.Problems, problem => problem.Severity == Severity.Error);
                    break;
            }
        }, iter: 5_000);

    [Fact]
    public void A_number_written_in_any_way_reads_back_as_itself() =>
        Gen.Double.Where(double.IsFinite).Array[2, 30].Sample(numbers =>
        {
            var text = "n,c\n" + string.Concat(numbers.Select(number => FormattableString.Invariant($"{number:R},x\n")));
            Assert.Equal(numbers, ((NumberColumn)Csv.Clean(text).Table["n"]).Values);
        }, iter: 500);

    private static Table ReadTyped(byte[] bytes, IReadOnlyDictionary<string, ColumnKind> kinds, char delimiter, int rows) =>
        Dataset.ReadAs(
            new MemoryStream(bytes),
            new TableSchema(rows, delimiter, [.. kinds.Select(pair => new ColumnSchema(pair.Key, pair.Value, 0, 0))]));

    private static string Quote(string cell) => $"\"{cell.Replace("\"", "\"\"")}\"";

    /// <summary>White space around a value is not part of it, and some texts are no value; a NUL and a lone surrogate are no text.</summary>
    private static string? Expected(string cell)
    {
        var text = Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(cell)).Replace('\0', '\uFFFF').Trim();
        return MissingTokens.Match(text) ? null : text;
    }
}
