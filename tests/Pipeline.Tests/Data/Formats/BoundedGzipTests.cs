using System.Text;
using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Data;

namespace ServerlessMlops.Pipeline.Tests.Data.Formats;

[Collection(Alone.Name)]
public class BoundedGzipTests
{
    private static readonly byte[] Text = Encoding.UTF8.GetBytes(Csv.Rows("a,b", 5_000, i => $"{i},{i * 7919 % 1_000_003}"));

    [Fact]
    public void A_compressed_file_is_the_table_that_it_holds()
    {
        var plain = Assert.IsType<ReadOutcome.Clean>(Read(Text));
        var clean = Assert.IsType<ReadOutcome.Clean>(Read(Gzip.Compress(Text)));
        Assert.Equal(((NumberColumn)plain.Table["b"]).Values, ((NumberColumn)clean.Table["b"]).Values);
        var again = Dataset.ReadAs(new MemoryStream(Gzip.Compress(Text)), clean.Schema);
        Assert.Equal(5_000, again.RowCount);
    }

    [Fact]
    public void The_signature_decides_whatever_the_name() =>
        Assert.IsType<ReadOutcome.Clean>(Dataset.Read(new MemoryStream(Gzip.Compress(Text)), "train.csv", null));

    [Fact]
    public void The_facts_say_that_it_was_compressed()
    {
        using var reader = DatasetFormat.Open(new MemoryStream(Gzip.Compress(Text)), "t.csv.gz", new ProblemList("t.csv.gz"));
        Assert.Equal(new FileFacts("csv", "utf-8", Delimiter: ',', Compression: "gzip"), reader!.Facts);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(9)]
    [InlineData(1_000)]
    public void A_file_that_ends_too_early_is_said_to(int missing) =>
        Assert.Contains(Faults(Gzip.Compress(Text)[..^missing]), problem => problem.Code == ProblemCodes.GzipCorrupt);

    [Fact]
    public void A_damaged_file_is_said_to_be()
    {
        var bytes = Gzip.Compress(Text);
        bytes[bytes.Length / 2] ^= 0x55;
        Assert.Contains(Faults(bytes), problem => problem.Code == ProblemCodes.GzipCorrupt);
    }

    [Fact]
    public void Files_that_were_joined_are_read_one_after_the_other() =>
        Assert.Equal(10_000, Assert.IsType<ReadOutcome.Clean>(Read([.. Gzip.Compress(Text), .. Gzip.Compress(Text.AsSpan(4))])).Table.RowCount);

    [Fact]
    public void A_gigabyte_of_zeros_ends_early()
    {
        var bomb = Gzip.Repeat(Text, new byte[1 << 20], 1_000);
        Assert.InRange(bomb.Length, 1, 2 << 20);
        var before = GC.GetTotalAllocatedBytes();
        Assert.Contains(Faults(bomb), problem => problem.Code is ProblemCodes.GzipBomb or ProblemCodes.RecordTooLarge);
        Assert.InRange(GC.GetTotalAllocatedBytes() - before, 0, 256L << 20);
    }

    [Fact]
    public void A_gigabyte_of_empty_lines_is_a_bomb()
    {
        var lines = new byte[1 << 20];
        lines.AsSpan().Fill((byte)'\n');
        Assert.Contains(Faults(Gzip.Repeat(Text, lines, 1_000)), problem => problem.Code == ProblemCodes.GzipBomb);
    }

    [Fact]
    public void Gzip_within_gzip_is_no_table() =>
        Assert.Equal(ProblemCodes.NotText, Assert.Single(Faults(Gzip.Compress(Gzip.Compress(Text)))).Code);

    private static ReadOutcome Read(byte[] bytes) => Dataset.Read(new MemoryStream(bytes), "test.csv.gz", null);

    private static IReadOnlyList<Problem> Faults(byte[] bytes) => Assert.IsType<ReadOutcome.Faulty>(Read(bytes)).Problems;
}
