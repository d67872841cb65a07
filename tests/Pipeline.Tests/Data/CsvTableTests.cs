using System.Text;
using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Data;

namespace ServerlessMlops.Pipeline.Tests.Data;

public class CsvTableTests
{
    [Theory]
    [InlineData(',')]
    [InlineData(';')]
    [InlineData('\t')]
    [InlineData('|')]
    public void The_delimiter_is_found(char delimiter)
    {
        var clean = Csv.Clean("name,n\n\"a,;|\tb\",1\nc,2\n".Replace(',', delimiter).Replace("a" + delimiter, "a,"));
        Assert.Equal(delimiter, clean.Schema.Delimiter);
        Assert.Equal([1.0, 2.0], Numbers(clean, "n"));
    }

    [Fact]
    public void Quotes_line_ends_and_doubled_quotes_within_a_cell_are_kept()
    {
        var clean = Csv.Clean("a,b\r\n\"x\ny\",\"say \"\"hi\"\"\"\r\n\"1,5\",z\r\n");
        Assert.Equal("x\ny", clean.Table["a"].Text(0));
        Assert.Equal("say \"hi\"", clean.Table["b"].Text(0));
        Assert.Equal("1,5", clean.Table["a"].Text(1));
    }

    [Fact]
    public void A_byte_order_mark_is_not_part_of_the_first_name() =>
        Assert.Equal("a", Csv.Clean("\uFEFFa,b\n1,2\n").Schema.Columns[0].Name);

    [Fact]
    public void The_names_of_rows_that_an_export_leaves_without_a_header_are_a_warning()
    {
        var clean = Csv.Clean(Csv.Rows("\"\",\"x\",\"y\"", 40, i => $"\"{i}\",{i % 7},{i % 2}"));
        Assert.Equal(ProblemCodes.EmptyHeader, Assert.Single(clean.Warnings).Code);
        Assert.Equal("rownames", clean.Table.Columns[0].Name);
    }

    [Fact]
    public void Rows_that_start_with_a_hash_are_data() =>
        Assert.Equal("#1", Csv.Clean("a,b\n#1,2\nx,3\n").Table["a"].Text(0));

    [Fact]
    public void Blank_lines_are_no_rows() => Assert.Equal(2, Csv.Clean("\na,b\n\n1,2\n\n3,4\n\n").Table.RowCount);

    [Theory]
    [InlineData("")]
    [InlineData("NA")]
    [InlineData("N/A")]
    [InlineData("n/a")]
    [InlineData("NaN")]
    [InlineData("nan")]
    [InlineData("null")]
    [InlineData("NULL")]
    [InlineData("?")]
    [InlineData("  ")]
    public void A_missing_token_is_no_value(string token)
    {
        var clean = Csv.Clean($"a,b\n1,x\n{token},{token}\n");
        Assert.True(clean.Table["a"].IsMissing(1));
        Assert.True(clean.Table["b"].IsMissing(1));
        Assert.Null(clean.Table["b"].Text(1));
        Assert.Equal(ColumnKind.Number, clean.Table["a"].Kind);
    }

    [Theory]
    [InlineData("none")]
    [InlineData("unknown")]
    [InlineData("-")]
    [InlineData("na")]
    public void Words_that_may_be_categories_stay(string word) => Assert.Equal(word, Csv.Clean($"a,b\nx,1\n{word},2\n").Table["a"].Text(1));

    [Theory]
    [InlineData("1", "-2.5", ColumnKind.Number)]
    [InlineData("1e3", ".5", ColumnKind.Number)]
    [InlineData("True", "FALSE", ColumnKind.Boolean)]
    [InlineData("2024-05-31", "1969-12-31", ColumnKind.Date)]
    [InlineData("2024-05-31T10:00:00Z", "2024-05-31 10:00", ColumnKind.Date)]
    [InlineData("31/05/2024", "01/06/2024", ColumnKind.Category)]
    [InlineData("yes", "no", ColumnKind.Category)]
    [InlineData("007", "12", ColumnKind.Category)]
    [InlineData("1,000,000", "2", ColumnKind.Category)]
    [InlineData("inf", "Infinity", ColumnKind.Category)]
    [InlineData("$5", "5 %", ColumnKind.Category)]
    public void A_kind_is_that_of_every_cell(string one, string other, ColumnKind kind) =>
        Assert.Equal(kind, Csv.Clean($"a;b\n{one};1\n{other};2\n").Table["a"].Kind);

    [Fact]
    public void Dates_are_days_since_1970()
    {
        var clean = Csv.Clean("a,b\n1970-01-02,1\n1969-12-31T12:00:00Z,2\n");
        Assert.Equal([1.0, -0.5], Numbers(clean, "a"));
        Assert.Equal("1970-01-02", clean.Table["a"].Text(0));
        Assert.Equal("1969-12-31T12:00:00Z", clean.Table["a"].Text(1));
    }

    [Fact]
    public void Many_different_texts_are_free_text_and_few_are_categories()
    {
        var clean = Csv.Clean(Csv.Rows("note,kind,y", 300, i => $"note {i},k{i % 7},{i % 2}"));
        Assert.Equal(ColumnKind.Text, clean.Table["note"].Kind);
        Assert.Equal(ColumnKind.Category, clean.Table["kind"].Kind);
        Assert.Equal(["k0", "k1", "k2", "k3", "k4", "k5", "k6"], ((CategoryColumn)clean.Table["kind"]).Levels);
    }

    [Fact]
    public void Decimal_commas_are_read_and_said()
    {
        var clean = Csv.Clean("a;b\n1,5;x\n-2,25;y\n3;z\n");
        Assert.Equal([1.5, -2.25, 3], Numbers(clean, "a"));
        Assert.Equal(ProblemCodes.DecimalComma, Assert.Single(clean.Warnings).Code);
        Assert.True(clean.Schema.Columns[0].DecimalComma);
    }

    [Fact]
    public void A_comma_that_may_separate_thousands_is_not_guessed()
    {
        var clean = Csv.Clean("a;b\n1,500;x\n22,250;y\n");
        Assert.Equal(ColumnKind.Category, clean.Table["a"].Kind);
        Assert.Equal(ProblemCodes.AmbiguousComma, Assert.Single(clean.Warnings).Code);
    }

    [Fact]
    public void White_space_around_a_value_is_left_out_and_said()
    {
        var clean = Csv.Clean("a, b\n x, 1\nx , 2\n");
        Assert.Equal(["x"], ((CategoryColumn)clean.Table["a"]).Levels);
        Assert.Equal([1.0, 2.0], Numbers(clean, "b"));
        Assert.All(
            clean.Warnings.Where(problem => problem.Column == "b"), problem => Assert.Equal(ProblemCodes.SpacesTrimmed, problem.Code));
    }

    [Theory]
    [InlineData("=1+1")]
    [InlineData("+cmd|' /C calc'!A0")]
    [InlineData("@SUM(A1)")]
    [InlineData("-x")]
    [InlineData("<script>alert(1)</script>")]
    public void Cells_that_would_harm_a_spreadsheet_or_a_page_are_data(string cell) =>
        Assert.Equal(cell, Csv.Clean($"a,b\n\"{cell}\",1\nx,2\n").Table["a"].Text(0));

    [Fact]
    public void A_snapshot_reads_again_as_it_was_read_first()
    {
        var bytes = File.ReadAllBytes(Csv.SamplePath("credit-risk", "credit_data.csv"));
        var clean = Assert.IsType<ReadOutcome.Clean>(Csv.Read(bytes));
        var again = Dataset.ReadAs(new MemoryStream(bytes), MlopsJson.Read<TableSchema>(MlopsJson.Write(clean.Schema)));
        foreach (var column in clean.Table.Columns)
        {
            var other = again[column.Name];
            Assert.Equal(column.Kind, other.Kind);
            Assert.All(Enumerable.Range(0, again.RowCount), row => Assert.Equal(column.Text(row), other.Text(row)));
        }
    }

    [Fact]
    public void Another_snapshot_than_the_schemas_own_is_a_broken_promise()
    {
        var schema = Csv.Clean("a,b\n1,2\n3,4\n").Schema;
        Assert.Throws<SnapshotMismatchException>(() => Dataset.ReadAs(new MemoryStream("a,b\n1,2\n"u8.ToArray()), schema));
        Assert.Throws<SnapshotMismatchException>(() => Dataset.ReadAs(new MemoryStream("a,b\n1,2\n3,4\n5,6\n"u8.ToArray()), schema));
        Assert.Throws<SnapshotMismatchException>(() => Dataset.ReadAs(new MemoryStream("a,b\n1,2\n3,x\n"u8.ToArray()), schema));
        Assert.Throws<SnapshotMismatchException>(() => Dataset.ReadAs(new MemoryStream([]), schema));
    }

    [Fact]
    public void A_stream_that_cannot_seek_is_read_too()
    {
        using var pipe = new System.IO.Compression.DeflateStream(
            new MemoryStream(Deflate("a,b\n1,x\n2,y\n")), System.IO.Compression.CompressionMode.Decompress);
        Assert.Equal(2, Assert.IsType<ReadOutcome.Clean>(Dataset.Read(pipe, "test.csv", null)).Table.RowCount);
    }

    private static byte[] Deflate(string text)
    {
        var packed = new MemoryStream();
        using (
            var deflate = new System.IO.Compression.DeflateStream(packed, System.IO.Compression.CompressionLevel.Fastest, leaveOpen: true))
        {
            deflate.Write(Encoding.UTF8.GetBytes(text));
        }

        return packed.ToArray();
    }

    private static double[] Numbers(ReadOutcome.Clean clean, string column) => ((NumberColumn)clean.Table[column]).Values;
}
