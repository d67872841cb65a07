using System.Text;
using CsCheck;
using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Data;

namespace ServerlessMlops.Pipeline.Tests.Data.Personal;

public sealed class MaskedCopyTests
{
    private static readonly byte[] Key = [.. Enumerable.Range(0, 32).Select(i => (byte)i)];

    private static readonly Gen<string> Cell = Gen.OneOf(
        Gen.String[Gen.Char["abcxyz,;\"\n\r#=@<é日 "], 0, 10],
        Gen.OneOf("", "NA", "null", "?", "1", "-2.5", "true", "2024-05-31", "jane@example.org", "\"", "a\nb", " jane@example.org "));

    private static readonly Gen<(string[][] Rows, bool[] Quoted, char Delimiter, string LineEnd, int Masked)> Tables =
        from columns in Gen.Int[2, 5]
        from rows in Gen.Int[1, 12]
        from cells in Cell.Array[columns].Array[rows]
        from quoted in Gen.Bool.Array[columns]
        from delimiter in Gen.OneOf(',', ';', '\t', '|')
        from lineEnd in Gen.OneOf("\n", "\r\n")
        from masked in Gen.Int[0, columns - 1]
        select (cells, quoted, delimiter, lineEnd, masked);

    [Fact]
    public void All_other_cells_read_back_equal_and_equal_values_have_equal_tokens() => Tables.Sample(table =>
    {
        var (rows, quoted, delimiter, lineEnd, masked) = table;
        string[] names = [.. quoted.Select((_, i) => $"c{i}")];
        var lines = rows.Prepend(names).Select(row => string.Join(delimiter, row.Select((cell, i) => Written(cell, quoted[i], delimiter))));
        var before = Encoding.UTF8.GetBytes(string.Join(lineEnd, lines) + lineEnd);
        var schema = new TableSchema(rows.Length, delimiter, [.. names.Select(name => new ColumnSchema(name, ColumnKind.Category, 0, 0))]);
        var (after, copy) = Mask(before, schema, names[masked]);
        var (old, now) = (Dataset.ReadAs(new MemoryStream(before), schema), Dataset.ReadAs(new MemoryStream(after), copy.Schema));
        var pairs = new Dictionary<string, string>();
        for (var row = 0; row < rows.Length; row++)
        {
            for (var column = 0; column < names.Length; column++)
            {
                var (was, becomes) = (old[names[column]].Text(row), now[names[column]].Text(row));
                if (column != masked || was is null)
                {
                    Assert.Equal(was, becomes);
                }
                else
                {
                    Assert.True(Masking.IsToken(becomes!));
                    Assert.Equal(becomes, pairs.TryGetValue(was, out var token) ? token : pairs[was] = becomes!);
                }
            }
        }

        Assert.Equal(pairs.Count, pairs.Values.Distinct().Count());
    }, iter: 2_000);

    [Fact]
    public void All_bytes_but_the_masked_values_stay()
    {
        const string Csv = "\n\"a\",  b ,c\r\n1,\" x\"\"y@z\" ,\"k,\"\"l\"\"\"\n\n2,NA,\"m\nn\"\r\n3,\"\",o";
        var (after, copy) = Mask(Encoding.UTF8.GetBytes(Csv.Replace("\" ,", "\",")), Schema("b", "a", "b", "c"), "b");
        var token = Token("x\"y@z", "b");
        Assert.Equal($"\n\"a\",  b ,c\r\n1,{token},\"k,\"\"l\"\"\"\n\n2,NA,\"m\nn\"\r\n3,\"\",o", Encoding.UTF8.GetString(after));
        Assert.Equal(1, copy.Values);
    }

    [Fact]
    public void A_row_without_its_columns_shows_no_value_and_stays_one()
    {
        const string Csv = "a,b,c\n1,jane@example.org,x,y\njane@example.org\n2,\"q\"r,s\n3,jo@example.org,z\n";
        var (after, _) = Mask(Encoding.UTF8.GetBytes(Csv), Schema("b", "a", "b", "c"), "b");
        var lines = Encoding.UTF8.GetString(after).Split('\n');
        Assert.Equal(["a,b,c", "-,-,-,-", "-", "-,-,-,-", $"3,{Token("jo@example.org", "b")},z", ""], lines);
    }

    [Fact]
    public void A_large_file_is_copied_over_the_ends_of_blocks()
    {
        var csv = Data.Csv.Rows("id,mail,note", 60_000, i => $"{i},p{i % 7}@example.org,\"{new string('n', i % 60)}\"");
        var (after, copy) = Mask(Encoding.UTF8.GetBytes(csv), Schema("mail", "id", "mail", "note"), "mail");
        var tokens = Enumerable.Range(0, 7).Select(i => Token($"p{i}@example.org", "mail")).ToArray();
        Assert.Equal(60_000, copy.Values);
        Assert.Equal(
            Data.Csv.Rows("id,mail,note", 60_000, i => $"{i},{tokens[i % 7]},\"{new string('n', i % 60)}\""),
            Encoding.UTF8.GetString(after));
    }

    [Fact]
    public void Of_an_object_only_the_values_of_the_key_change()
    {
        const string Json = "{\"a\": 1.50, \"mail\" : \"j\\u0061ne@example.org\", \"n\":{\"mail\":\"x\"} }\n\n"
            + "{ \"mail\":null,\"a\":2}\r\n{\"mail\":12}\nno json jane@example.org\n{\" mail \":[1, \"x\"]}";
        var schema = Schema("mail", "a", "mail", "n") with { Format = "jsonl" };
        var (after, copy) = Mask(Encoding.UTF8.GetBytes(Json), schema, "mail");
        Assert.Equal(
            $"{{\"a\": 1.50, \"mail\" : \"{Token("jane@example.org", "mail")}\", \"n\":{{\"mail\":\"x\"}} }}\n\n"
            + $"{{ \"mail\":null,\"a\":2}}\r\n{{\"mail\":\"{Token("12", "mail")}\"}}\n-\n{{\" mail \":\"{Token("[1, \"x\"]", "mail")}\"}}",
            Encoding.UTF8.GetString(after));
        Assert.Equal(("jsonl", 3), (copy.Schema.Format, copy.Values));
    }

    [Fact]
    public void Parquet_becomes_json_lines_with_all_other_cells_equal()
    {
        var file = Formats.ParquetFiles.Table(300);
        var read = Assert.IsType<ReadOutcome.Clean>(Dataset.Read(new MemoryStream(file), "t.parquet", null));
        var (after, copy) = Mask(file, read.Schema, "few");
        var table = Dataset.ReadAs(new MemoryStream(after), copy.Schema);
        Assert.Equal(("jsonl", read.Table.RowCount), (copy.Schema.Format, copy.Values));
        foreach (var column in read.Table.Columns.Where(column => column.Name != "few"))
        {
            Assert.Equal(
                Enumerable.Range(0, column.RowCount).Select(column.Text), Enumerable.Range(0, column.RowCount).Select(table[column.Name].Text));
        }

        Assert.Equal(Token("level 4", "few"), table["few"].Text(4));
    }

    [Fact]
    public void A_file_that_was_not_accepted_is_not_copied()
    {
        Assert.Throws<InvalidDataException>(() => Mask("a,b\n1,\"x"u8.ToArray(), Schema("b", "a", "b"), "b"));
        Assert.Throws<InvalidDataException>(() => Mask("a\n1\n"u8.ToArray(), Schema("b", "a", "b"), "b"));
        Assert.Throws<ArgumentException>(() => Mask("a,b\n1,2\n"u8.ToArray(), Schema("b", "a", "b"), "c"));
    }

    [Fact]
    public void Groups_are_compared_by_a_masked_column_and_nothing_is_learned_from_it()
    {
        var csv = Data.Csv.Rows("x,origin,y", 100, i => $"{i % 9},{(i % 3 == 0 ? "north" : "south")},{(i % 2 == 0 ? "yes" : "no")}");
        var read = Data.Csv.Clean(csv);
        var (after, copy) = Mask(Encoding.UTF8.GetBytes(csv), read.Schema, "origin");
        var table = Dataset.ReadAs(new MemoryStream(after), copy.Schema);
        var choice = Pipeline.Training.FeatureSelection.Choose(Data.Csv.Spec(), table).Single(one => one.Column == "origin");
        Assert.False(choice.Used);
        Assert.StartsWith("masked", choice.Why, StringComparison.Ordinal);
        int[] rows = [.. Enumerable.Range(0, 100)];
        var attribute = new ProtectedAttribute { Column = "origin" };
        var clear = Pipeline.Evaluation.ProtectedGroups.Of(attribute, read.Table["origin"], rows).Group;
        var masked = Pipeline.Evaluation.ProtectedGroups.Of(attribute, table["origin"], rows).Group;
        Assert.Equal(clear.Select(group => group == clear[0]), masked.Select(group => group == masked[0]));
    }

    private static TableSchema Schema(string text, params string[] names) =>
        new(0, ',', [.. names.Select(name => new ColumnSchema(name, name == text ? ColumnKind.Text : ColumnKind.Category, 0, 100))]);

    private static (byte[] Bytes, MaskedCopy Copy) Mask(byte[] file, TableSchema schema, string column)
    {
        using var masking = new Masking(Key, "m", column);
        var target = new MemoryStream();
        var copy = MaskedCopy.Write(new MemoryStream(file), target, schema, new Dictionary<string, Masking> { [column] = masking });
        return (target.ToArray(), copy);
    }

    private static string Token(string value, string column)
    {
        using var masking = new Masking(Key, "m", column);
        var room = new byte[Masking.TokenLength];
        return Encoding.ASCII.GetString(room, 0, masking.Write(Encoding.UTF8.GetBytes(value), room));
    }

    private static string Written(string cell, bool quoted, char delimiter) =>
        quoted || cell.AsSpan().ContainsAny("\"\r\n") || cell.Contains(delimiter) ? $"\"{cell.Replace("\"", "\"\"")}\"" : cell;
}
