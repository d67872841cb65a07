using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Data;

namespace ServerlessMlops.Pipeline.Tests.Data.Formats;

/// <summary>Files whose numbers are lies: each gets a verdict, none an exception.</summary>
public class ParquetFaultTests
{
    private static readonly ForgedColumn Sound = new("n", new ForgedPage(ForgedParquet.Longs(7, 8, 9), 3));

    [Fact]
    public void A_forged_file_without_a_lie_is_a_table()
    {
        var clean = Assert.IsType<ReadOutcome.Clean>(Read(new ForgedParquet(Sound, Sound with { Name = "m" })));
        Assert.Equal([7, 8, 9], ((NumberColumn)clean.Table["n"]).Values);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(4)]
    [InlineData(11)]
    [InlineData(12)]
    [InlineData(-1)]
    [InlineData(-9)]
    [InlineData(-40)]
    public void A_file_cut_short_is_damaged(int length)
    {
        var file = new ForgedParquet(Sound).ToBytes();
        Assert.Equal(ProblemCodes.ParquetCorrupt, Code(file[..(length < 0 ? file.Length + length : length)]));
    }

    [Theory]
    [InlineData(0u, ProblemCodes.ParquetCorrupt)]
    [InlineData(1u, ProblemCodes.EmptyFile)]
    [InlineData(100_000u, ProblemCodes.ParquetCorrupt)]
    [InlineData(uint.MaxValue, ProblemCodes.ParquetTooLarge)]
    public void A_footer_of_another_length_than_told_is_damaged(uint length, string code) =>
        Assert.Equal(code, Code(new ForgedParquet(Sound) { FooterLength = length }));

    [Theory]
    [InlineData(-1)]
    [InlineData(2)]
    [InlineData(4)]
    [InlineData(1_000_000)]
    public void More_or_fewer_rows_than_are_told_are_damage(long rows)
    {
        Assert.Equal(ProblemCodes.ParquetCorrupt, Code(new ForgedParquet(Sound) { Rows = rows, FileRows = rows }));
        Assert.Equal(ProblemCodes.ParquetCorrupt, Code(new ForgedParquet(Sound) { FileRows = rows }));
        Assert.Equal(
            ProblemCodes.ParquetCorrupt, Code(new ForgedParquet(Sound with { Values = rows }) { Rows = rows, FileRows = rows }));
    }

    [Theory]
    [InlineData(long.MaxValue)]
    [InlineData(100_000_000)]
    public void Rows_beyond_all_measure_are_a_bomb(long rows) =>
        Assert.Equal(
            ProblemCodes.ParquetBomb, Code(new ForgedParquet(Sound with { Values = rows }) { Rows = rows, FileRows = rows }));

    [Theory]
    [InlineData(-1L, null)]
    [InlineData(0L, null)]
    [InlineData(5L, null)]
    [InlineData(long.MaxValue, null)]
    [InlineData(null, -1L)]
    [InlineData(null, 5L)]
    [InlineData(null, long.MaxValue)]
    [InlineData(long.MaxValue, long.MaxValue)]
    public void Pages_elsewhere_than_told_are_damage(long? start, long? size) =>
        Assert.Equal(ProblemCodes.ParquetCorrupt, Code(new ForgedParquet(Sound with { Start = start, Size = size })));

    [Theory]
    [InlineData(-1, null)]
    [InlineData(null, -1)]
    [InlineData(25, null)]
    [InlineData(null, 25)]
    [InlineData(int.MaxValue, int.MaxValue)]
    [InlineData(int.MinValue, int.MinValue)]
    public void Pages_of_another_size_than_told_are_damage(int? compressed, int? uncompressed)
    {
        var page = Sound.Pages[0] with { Compressed = compressed, Uncompressed = uncompressed };
        foreach (var codec in (int[])[0, 1, 2, 4, 6, 7])
        {
            Assert.Equal(ProblemCodes.ParquetCorrupt, Code(new ForgedParquet(Sound with { Pages = [page], Codec = codec })));
        }
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(2)]
    [InlineData(4)]
    [InlineData(int.MaxValue)]
    public void Pages_of_another_number_of_values_than_told_are_damage(int values)
    {
        var page = Sound.Pages[0] with { Values = values };
        Assert.Equal(ProblemCodes.ParquetCorrupt, Code(new ForgedParquet(Sound with { Pages = [page], Values = 3 }) { Rows = 3 }));
    }

    [Theory]
    [InlineData(2, 3, null)]
    [InlineData(3, 3, ProblemCodes.ParquetCorrupt)]
    [InlineData(0, 4, ProblemCodes.ParquetCorrupt)]
    [InlineData(0, -1, ProblemCodes.ParquetCorrupt)]
    [InlineData(0, int.MaxValue, ProblemCodes.ParquetTooLarge)]
    public void A_dictionary_without_the_values_that_are_told_is_damage(int code, int entries, string? expected)
    {
        ForgedPage[] pages =
        [
            new(ForgedParquet.Longs(7, 8, 9), entries) { Type = 2 }, new(ForgedParquet.Runs(2, (byte)code, 5), 5) { Encoding = 8 },
        ];
        Assert.Equal(expected, Code(new ForgedParquet(Sound with { Pages = pages })));
    }

    [Fact]
    public void Places_without_a_dictionary_are_damage() =>
        Assert.Equal(
            ProblemCodes.ParquetCorrupt,
            Code(new ForgedParquet(Sound with { Pages = [new(ForgedParquet.Runs(2, 0, 5), 5) { Encoding = 8 }] })));

    [Fact]
    public void A_type_other_than_that_of_the_schema_is_damage() =>
        Assert.Equal(ProblemCodes.ParquetCorrupt, Code(new ForgedParquet(Sound with { PhysicalInGroup = 6 })));

    [Fact]
    public void Pages_that_are_read_twice_are_damage() =>
        Assert.Equal(ProblemCodes.ParquetCorrupt, Code(new ForgedParquet(Sound) { Groups = 1_000 }));

    [Theory]
    [InlineData(3)]
    [InlineData(5)]
    [InlineData(-1)]
    [InlineData(99)]
    public void An_unknown_compression_is_named(int codec) =>
        Assert.Equal(ProblemCodes.ParquetUnsupported, Code(new ForgedParquet(Sound with { Codec = codec })));

    [Theory]
    [InlineData(4)]
    [InlineData(6)]
    [InlineData(77)]
    [InlineData(-2)]
    public void An_unknown_encoding_is_named(int encoding) =>
        Assert.Equal(
            ProblemCodes.ParquetUnsupported,
            Code(new ForgedParquet(Sound with { Pages = [Sound.Pages[0] with { Encoding = encoding }] })));

    [Fact]
    public void Encryption_is_named()
    {
        Assert.Equal(ProblemCodes.ParquetUnsupported, Code(new ForgedParquet(Sound) { Magic = "PARE" }));
        Assert.Equal(ProblemCodes.ParquetUnsupported, Code(new ForgedParquet(Sound with { IsEncrypted = true })));
        Assert.Equal(ProblemCodes.ParquetUnsupported, Code(new ForgedParquet(Sound with { OtherFile = "../../etc/passwd" })));
    }

    [Theory]
    [InlineData("CSV in disguise,1\n2,3\n")]
    [InlineData("PAR1PAR1")]
    [InlineData("PAR1\u0002\u0002\u0002\u0003\0\0\0PAR1")]
    public void What_is_only_named_parquet_is_damaged(string text) =>
        Assert.Equal(ProblemCodes.ParquetCorrupt, Code(System.Text.Encoding.ASCII.GetBytes(text)));

    [Fact]
    public void A_png_named_parquet_is_a_png() =>
        Assert.Equal(ProblemCodes.NotText, Code([0x89, .. "PNG\r\n"u8, 0x1A, .. "\nxxxxxxxxxxxxxxxxxxx"u8]));

    [Fact]
    public void A_schema_that_makes_no_sense_has_no_column()
    {
        Assert.Equal(ProblemCodes.EmptyFile, Code(new ForgedParquet(Sound with { Children = 5 })));
        Assert.Equal(ProblemCodes.EmptyFile, Code(new ForgedParquet(Sound with { Physical = 9 })));
        Assert.Equal(ProblemCodes.EmptyFile, Code(new ForgedParquet(Sound with { Physical = 7, Length = -1 })));
        Assert.Equal(ProblemCodes.EmptyFile, Code(new ForgedParquet(Sound with { Repetition = 2 })));
        var deep = Enumerable.Range(0, 100).Select(i => Sound with { Name = $"c{i}", Children = 1 }).ToArray();
        Assert.Equal(ProblemCodes.ParquetCorrupt, Code(new ForgedParquet([.. deep, Sound])));
        var wide = Enumerable.Range(0, DataLimits.Columns + 1).Select(i => Sound with { Name = $"c{i}" }).ToArray();
        Assert.Equal(ProblemCodes.ParquetTooLarge, Code(new ForgedParquet(wide)));
    }

    /// <summary>Lists within lists that claim elements which take no byte: each would cost a loop over the whole footer.</summary>
    [Fact]
    public void A_footer_costs_what_its_bytes_allow()
    {
        byte[] list = [0xF0, 0x80, 0x80, 0x80, 0x02];
        byte[] lists = [0x59, 0xF9, 0x80, 0x80, 0x40, .. Enumerable.Repeat(list, 400_000).SelectMany(bytes => bytes)];
        byte[] file = [.. "PAR1"u8, .. lists, .. BitConverter.GetBytes(lists.Length), .. "PAR1"u8];
        Assert.Equal(ProblemCodes.ParquetCorrupt, Code(file));
    }

    private static string? Code(ForgedParquet file) => Code(file.ToBytes());

    /// <summary>The code of the one error, null where there is none.</summary>
    private static string? Code(byte[] file) =>
        (Read(file) as ReadOutcome.Faulty)?.Problems.Single(problem => problem.Severity == Severity.Error).Code;

    private static ReadOutcome Read(ForgedParquet file) => Read(file.ToBytes());

    private static ReadOutcome Read(byte[] file) => Dataset.Read(new MemoryStream(file), "t.parquet", null);
}
