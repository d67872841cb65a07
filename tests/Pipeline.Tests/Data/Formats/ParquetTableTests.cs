using System.Buffers.Binary;
using ParquetSharp;
using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Data;
using Column = ParquetSharp.Column;

namespace ServerlessMlops.Pipeline.Tests.Data.Formats;

/// <summary>The same data is the same table and the same profile in either format; types that are no longer written are read.</summary>
public class ParquetTableTests
{
    [Theory]
    [InlineData("credit-risk", "credit_data.csv")]
    [InlineData("penguins", "penguins.csv")]
    [InlineData("concrete", "concrete.csv")]
    public void A_sample_as_parquet_is_the_table_and_the_profile_that_it_is_as_csv(string sample, string file)
    {
        using var stream = File.OpenRead(Csv.SamplePath(sample, file));
        var csv = Assert.IsType<ReadOutcome.Clean>(Dataset.Read(stream, file, null));
        var parquet = Assert.IsType<ReadOutcome.Clean>(Dataset.Read(new MemoryStream(AsParquet(csv.Table)), "t.parquet", null));
        Assert.Equal(
            csv.Table.Columns.Select(column => (column.Name, column.Kind)),
            parquet.Table.Columns.Select(column => (column.Name, column.Kind)));
        Assert.All(csv.Table.Columns, column => Assert.Equal(Cells(column), Cells(parquet.Table[column.Name])));
        Assert.Equal(
            csv.Profile!.Columns.Select(column => MlopsJson.Write(column with { Top = [] })),
            parquet.Profile!.Columns.Select(column => MlopsJson.Write(column with { Top = [] })));
        Assert.Equal(
            csv.Profile.Columns.Select(column => column.Top.Select(value => value.Count)),
            parquet.Profile.Columns.Select(column => column.Top.Select(value => value.Count)));
    }

    [Fact]
    public void Instants_of_96_bits_are_dates()
    {
        var bytes = new byte[24];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, 6 * 3_600_000_000_000);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(8), 2_440_589);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(20), int.MaxValue);
        var cells = Cells(new ForgedColumn("at", new ForgedPage(bytes, 2)) { Physical = 3 });
        Assert.Equal((CellForm.Date, 1.25), (cells[0].Form, cells[0].Number));
        Assert.Equal(CellForm.Text, cells[1].Form);
    }

    [Theory]
    [InlineData(9, "2023-11-14T22:13:20Z", 1_700_000_000_000)]
    [InlineData(10, "2023-11-14T22:13:20Z", 1_700_000_000_000_000)]
    [InlineData(8, "00:00:01", 1_000_000)]
    [InlineData(14, "18446744073709551615", -1)]
    public void Types_of_the_older_kind_mean_what_they_did(int converted, string expected, long value)
    {
        var page = new ForgedPage(ForgedParquet.Longs(value), 1);
        Assert.Equal(expected, Cells(new ForgedColumn("c", page) { Converted = converted })[0].Text);
    }

    [Fact]
    public void Structs_within_structs_are_left_out_and_what_follows_is_read()
    {
        var leaf = new ForgedColumn("leaf", new ForgedPage(ForgedParquet.Longs(1, 2), 2));
        var file = new ForgedParquet(
            new ForgedColumn("outer") { Children = 2 }, new ForgedColumn("inner") { Children = 1 }, leaf, leaf with { Name = "second" },
            leaf with { Name = "flat" })
        {
            RootChildren = 2,
        };
        var seen = Slices.Of(file.ToBytes(), "t.parquet", out var problems);
        Assert.Equal(["flat"], seen.Keys);
        Assert.Equal((ProblemCodes.ParquetColumnLeftOut, "outer"), problems.Select(problem => (problem.Code, problem.Column!)).Single());
    }

    private static List<SeenCell> Cells(ForgedColumn column) =>
        Slices.Of(new ForgedParquet(column).ToBytes(), "t.parquet", out _)[column.Name];

    private static IEnumerable<string?> Cells(Pipeline.Data.Column column) => Enumerable.Range(0, column.RowCount).Select(column.Text);

    private static byte[] AsParquet(Table table)
    {
        Column[] columns = [.. table.Columns.Select(column => column is NumberColumn
            ? (Column)new Column<double?>(column.Name)
            : new Column<string>(column.Name))];
        return ParquetFiles.Write(columns, null, 1, (rows, _) =>
        {
            foreach (var column in table.Columns)
            {
                if (column is NumberColumn numbers)
                {
                    rows.Add(Array.ConvertAll(numbers.Values, value => double.IsNaN(value) ? null : (double?)value));
                }
                else
                {
                    rows.Add(Cells(column).ToArray());
                }
            }
        });
    }
}
