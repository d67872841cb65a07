using System.Globalization;
using System.Text;
using ParquetSharp;
using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Data;
using Column = ParquetSharp.Column;
using Encoding = ParquetSharp.Encoding;
using LogicalType = ParquetSharp.LogicalType;

namespace ServerlessMlops.Pipeline.Tests.Data.Formats;

public class ParquetTests
{
    [Theory]
    [InlineData(Compression.Uncompressed)]
    [InlineData(Compression.Snappy)]
    [InlineData(Compression.Gzip)]
    [InlineData(Compression.Brotli)]
    [InlineData(Compression.Zstd)]
    [InlineData(Compression.Lz4)]
    public void A_table_in_any_compression_equals_its_csv(Compression compression)
    {
        var file = ParquetFiles.Table(6_000, options: options => options.Compression(compression).DataPagesize(10_000));
        AssertEqualsCsv(file);
    }

    [Theory]
    [InlineData(ParquetVersion.PARQUET_1_0, false)]
    [InlineData(ParquetVersion.PARQUET_2_6, false)]
    [InlineData(ParquetVersion.PARQUET_2_6, true)]
    public void A_table_in_any_version_with_or_without_dictionaries_equals_its_csv(ParquetVersion version, bool dictionary) =>
        AssertEqualsCsv(ParquetFiles.Table(9_000, 3, options =>
        {
            options.Version(version).DataPagesize(5_000);
            _ = dictionary ? options.EnableDictionary().DictionaryPagesizeLimit(20_000) : options.DisableDictionary();
        }));

    [Theory]
    [InlineData("id", Encoding.DeltaBinaryPacked)]
    [InlineData("n", Encoding.DeltaBinaryPacked)]
    [InlineData("many", Encoding.DeltaLengthByteArray)]
    [InlineData("many", Encoding.DeltaByteArray)]
    [InlineData("x", Encoding.ByteStreamSplit)]
    [InlineData("id", Encoding.ByteStreamSplit)]
    [InlineData("flag", Encoding.Rle)]
    public void A_table_in_any_encoding_equals_its_csv(string column, Encoding encoding) =>
        AssertEqualsCsv(ParquetFiles.Table(
            9_000, 2, options => options.DisableDictionary(column).Encoding(column, encoding).DataPagesize(4_000)));

    [Fact]
    public void Pages_of_version_2_are_read() =>
        AssertEqualsCsv(ParquetFiles.Table(9_000, 2, options => options.DataPagesize(4_000).DataPageVersion(ParquetDataPageVersion.V2)));

    [Fact]
    public void Integers_of_every_width()
    {
        var cells = Column([sbyte.MinValue, 0, sbyte.MaxValue]);
        Assert.Equal([-128, 0, 127], cells.Select(cell => cell.Number));
        Assert.All(cells, cell => Assert.Equal(CellForm.Whole, cell.Form));
        Assert.Equal([255, 0], Column(new byte[] { 255, 0 }).Select(cell => cell.Number));
        Assert.Equal([65_535], Column(new ushort[] { 65_535 }).Select(cell => cell.Number));
        Assert.Equal([4_294_967_295], Column(new uint[] { uint.MaxValue }).Select(cell => cell.Number));
        Assert.Equal(["18446744073709551615", "5"], Column(new ulong[] { ulong.MaxValue, 5 }).Select(cell => cell.Text));
        Assert.Equal(
            ["9223372036854775807", "-9007199254740993"], Column([long.MaxValue, -9_007_199_254_740_993]).Select(cell => cell.Text));
    }

    [Fact]
    public void Floating_point_with_nan_and_infinities()
    {
        var cells = Column([1.5, -0.0, double.NaN, double.PositiveInfinity, double.NegativeInfinity, double.MaxValue]);
        Assert.Equal(
            [CellForm.Decimal, CellForm.Decimal, CellForm.Nan, CellForm.NotFinite, CellForm.NotFinite, CellForm.Decimal],
            cells.Select(cell => cell.Form));
        Assert.Equal(StableHash.Of(0.0), cells[1].Hash);
        Assert.Equal(["Infinity", "-Infinity"], cells.Skip(3).Take(2).Select(cell => cell.Text));
        Assert.All(cells.Skip(2).Take(3), cell => Assert.True(double.IsNaN(cell.Number)));
        Assert.Equal([0.25, (double)0.1f], Column([0.25f, 0.1f]).Select(cell => cell.Number));
        Assert.Equal([0.5, -2], Column([(Half)0.5, (Half)(-2)]).Select(cell => cell.Number));
    }

    [Fact]
    public void Dates_and_times_equal_those_of_csv()
    {
        Assert.Equal(
            AsCsv("1970-01-02", "2024-02-29", "0001-01-01"), Column([new Date(1970, 1, 2), new Date(2024, 2, 29), new Date(1, 1, 1)]));
        DateTime[] instants = [new(2024, 2, 29, 13, 14, 15, 250), new(1969, 12, 31, 23, 0, 0), new(9999, 12, 31)];
        var expected = AsCsv("2024-02-29T13:14:15.25", "1969-12-31T23:00:00", "9999-12-31");
        Assert.Equal(expected, Column(instants, LogicalType.Timestamp(true, TimeUnit.Millis)));
        Assert.Equal(expected, Column(instants, LogicalType.Timestamp(false, TimeUnit.Micros)));
        Assert.Equal(expected[..2], Column([new DateTimeNanos(instants[0]), new DateTimeNanos(instants[1])]));
        Assert.Equal(
            ["12:30:00", "00:00:00.001"], Column([new TimeSpan(12, 30, 0), TimeSpan.FromMilliseconds(1)]).Select(cell => cell.Text));
    }

    [Fact]
    public void A_date_beyond_the_calendar_is_no_date()
    {
        var cells = Column([new Date(int.MaxValue), new Date(int.MinValue)]);
        Assert.All(cells, cell => Assert.Equal(CellForm.Text, cell.Form));
        Assert.Equal(["2147483647", "-2147483648"], cells.Select(cell => cell.Text));
    }

    [Fact]
    public void Decimals_are_the_nearest_doubles()
    {
        decimal[] values = [12.34m, -0.01m, 0m, 79_228_162_514_264.33m];
        foreach (var precision in (int[])[9, 18, 29])
        {
            var some = values[..(precision == 9 ? 3 : 4)];
            var cells = Column(some, LogicalType.Decimal(precision, 2));
            var nearest = some.Select(value => double.Parse(FormattableString.Invariant($"{value}"), CultureInfo.InvariantCulture));
            Assert.Equal(nearest, cells.Select(cell => cell.Number));
            Assert.All(cells, cell => Assert.Equal(CellForm.Decimal, cell.Form));
        }

        var large = Assert.Single(Column([7_922_816_251_426_433_759_354_395.0335m], LogicalType.Decimal(29, 4)));
        Assert.Equal("7922816251426433759354395.0335", large.Text);
        Assert.Equal(7922816251426433759354395.0335, large.Number);
    }

    [Fact]
    public void Text_is_never_a_number_and_empty_text_is_missing()
    {
        var cells = Column(["12", "", null, " x ", "NA", "ä", "2024-01-01"]);
        Assert.Equal(
            [CellForm.Text, CellForm.Missing, CellForm.Missing, CellForm.Text, CellForm.Text, CellForm.Text, CellForm.Text],
            cells.Select(cell => cell.Form));
        Assert.Equal(["12", "", "", "x", "NA", "ä", "2024-01-01"], cells.Select(cell => cell.Text));
        Assert.Equal(StableHash.OfText("x"u8), cells[3].Hash);
        var id = Guid.Parse("0123abcd-0000-1111-2222-333344445555");
        Assert.Equal(id.ToString(), Assert.Single(Column([id])).Text);
    }

    [Fact]
    public void White_space_and_broken_text_are_said()
    {
        byte[][] texts = [" x"u8.ToArray(), [0xC3], [(byte)'a', 0], "y"u8.ToArray()];
        foreach (var dictionary in (bool[])[true, false])
        {
            var file = ParquetFiles.Write(
                [new Column<byte[]>("t")], options => Dictionary(options, dictionary), 1, (rows, _) => rows.Add(texts));
            var faults = Assert.IsType<ReadOutcome.Faulty>(Dataset.Read(new MemoryStream(file), "t.parquet", null)).Problems;
            Assert.Contains(faults, problem => problem is { Code: ProblemCodes.InvalidUtf8, Row: 2, Column: "t" });
            Assert.Contains(faults, problem => problem is { Code: ProblemCodes.NulByte, Row: 3, Column: "t" });
            Assert.Contains(faults, problem => problem is { Code: ProblemCodes.SpacesTrimmed, Row: 1, Column: "t" });
        }
    }

    [Fact]
    public void A_cell_too_large_is_named_and_left_empty()
    {
        foreach (var dictionary in (bool[])[true, false])
        {
            var file = ParquetFiles.Write(
                [new Column<string>("t")], options => Dictionary(options, dictionary), 1,
                (rows, _) => rows.Add([new string('x', 2 << 20), "y"]));
            var cells = Slices.Of(file, "t.parquet", out var problems)["t"];
            Assert.Equal([CellForm.Missing, CellForm.Text], cells.Select(cell => cell.Form));
            Assert.Equal((ProblemCodes.CellTooLarge, 1L), problems.Select(problem => (problem.Code, problem.Row!.Value)).Single());
        }
    }

    [Fact]
    public void Columns_without_one_value_a_row_are_left_out_and_said()
    {
        Column[] columns = [new Column<int[]>("list"), new Column<int>("n"), new Column<int>("n2")];
        var file = ParquetFiles.Write(columns, null, 1, (rows, _) =>
        {
            rows.Add<int[]>([[1, 2], [3]]);
            rows.Add([7, 8]);
            rows.Add([9, 10]);
        });
        var seen = Slices.Of(file, "t.parquet", out var problems);
        Assert.Equal(["n", "n2"], seen.Keys);
        Assert.Equal([9, 10], seen["n2"].Select(cell => cell.Number));
        Assert.Equal(
            (ProblemCodes.ParquetColumnLeftOut, "list", Severity.Warning),
            problems.Select(problem => (problem.Code, problem.Column!, problem.Severity)).Single());
    }

    [Fact]
    public void A_parquet_file_is_a_table_and_the_snapshot_reads_the_same()
    {
        var file = ParquetFiles.Table(500);
        var clean = Assert.IsType<ReadOutcome.Clean>(Dataset.Read(new MemoryStream(file), "t.parquet", null));
        Assert.Equal("parquet", clean.Schema.Format);
        Assert.Equal(1_000, clean.Table.RowCount);
        Assert.Equal(ColumnKind.Boolean, clean.Table["flag"].Kind);
        var again = Dataset.ReadAs(new MemoryStream(file), clean.Schema);
        Assert.All(clean.Table.Columns, column => Assert.Equal(column.Text(999), again[column.Name].Text(999)));
    }

    [Fact]
    public void Files_without_rows_and_columns_of_one_name()
    {
        var none = ParquetFiles.Write([new Column<int>("n")], null, 0, (_, _) => { });
        Assert.Equal(ProblemCodes.HeaderOnly, Assert.Single(Problems(none)).Code);
        var empty = ParquetFiles.Write([new Column<int>("n"), new Column<int>("n")], null, 1, (rows, _) =>
        {
            rows.Add<int>([]);
            rows.Add<int>([]);
        });
        Assert.Equal([ProblemCodes.DuplicateHeader, ProblemCodes.HeaderOnly], Problems(empty).Select(problem => problem.Code).Order());
    }

    private static IReadOnlyList<Problem> Problems(byte[] file) =>
        Assert.IsType<ReadOutcome.Faulty>(Dataset.Read(new MemoryStream(file), "t.parquet", null)).Problems;

    private static void Dictionary(WriterPropertiesBuilder options, bool wanted) =>
        _ = wanted ? options.EnableDictionary() : options.DisableDictionary();

    /// <summary>One column, written with and without a dictionary, and with missing cells between: read the same each time.</summary>
    private static List<SeenCell> Column<T>(T[] values, LogicalType? type = null)
    {
        var cells = Written(values, type, dictionary: false);
        if (typeof(T) != typeof(bool))
        {
            T[] often = [.. Enumerable.Repeat(values, 50).SelectMany(some => some)];
            Assert.Equal(Enumerable.Repeat(cells, 50).SelectMany(some => some), Written(often, type, dictionary: true));
        }

        return cells;
    }

    private static List<SeenCell> Written<T>(T[] values, LogicalType? type, bool dictionary)
    {
        Column[] column = [new Column(typeof(T), "c", type)];
        var file = ParquetFiles.Write(column, options => Dictionary(options, dictionary), 1, (rows, _) => rows.Add(values));
        return Slices.Of(file, "t.parquet", out _)["c"];
    }

    private static List<SeenCell> AsCsv(params string[] cells) =>
        [.. Slices.Of(System.Text.Encoding.UTF8.GetBytes("c\n" + string.Join('\n', cells)), "t.csv", out _)["c"]
            .Select(cell => cell with { Text = Text(cell) })];

    /// <summary>Of a date in the one way in which typed formats write it.</summary>
    private static string Text(SeenCell cell) => NumberColumn.Format(ColumnKind.Date, cell.Number);

    private static void AssertEqualsCsv(byte[] file)
    {
        var seen = Slices.Of(file, "t.parquet", out var problems);
        Assert.Empty(problems);
        var rows = seen["id"].Count;
        var text = new StringBuilder("id,x,few,many,flag,n\n");
        for (var id = 0; id < rows; id++)
        {
            var x = id % 7 == 0 ? "" : (id / 8.0).ToString(CultureInfo.InvariantCulture);
            var flag = id % 3 == 0 ? "true" : "false";
            text.Append(CultureInfo.InvariantCulture, $"{id},{x},level {id % 5},text {id} {id * 7919L % 1000},{flag},{(id * 31) - 1000}\n");
        }

        var csv = Slices.Of(System.Text.Encoding.UTF8.GetBytes(text.ToString()), "t.csv", out _);
        Assert.Equal(csv.Keys, seen.Keys);
        Assert.All(csv.Keys, name => Assert.Equal(
            csv[name].Select(cell => (cell.Number, cell.Hash, cell.Text)), seen[name].Select(cell => (cell.Number, cell.Hash, cell.Text))));
    }
}
