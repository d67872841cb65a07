using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Data;
using ServerlessMlops.Pipeline.Tests.Data.Formats;

namespace ServerlessMlops.Pipeline.Tests.Data.Robustness;

/// <summary>Parquet files made to take memory or time, each with what is said of it; see <see cref="HostileFileTests"/>.</summary>
[Collection(Alone.Name)]
public class HostileParquetTests
{
    private const int Mega = 1 << 20;

    [Fact]
    public void Pages_of_zeros_in_gzip()
    {
        var page = new ForgedPage(Gzip.Repeat([], new byte[Mega], 60), 60 * Mega / 8) { Uncompressed = 60 * Mega };
        AssertFaulty(ProblemCodes.ParquetBomb, new ForgedColumn("n", [.. Enumerable.Repeat(page, 8)]) { Codec = 2 });
    }

    [Fact]
    public void As_many_cells_as_are_free_in_one_run()
    {
        const int rows = 20_000_000 / (10 + 3);
        ForgedPage[] pages =
        [
            new(ForgedParquet.Longs(7), 1) { Type = 2 }, new(ForgedParquet.Runs(0, 0, rows), rows) { Encoding = 8 },
        ];
        var clean = Read(new ForgedParquet([.. Enumerable.Range(0, 10).Select(i => new ForgedColumn($"c{i}", pages))]));
        Assert.Equal(rows, Assert.IsType<ReadOutcome.Clean>(clean).Table.RowCount);
    }

    [Fact]
    public void More_rows_of_one_column_than_its_bytes_account_for()
    {
        const int rows = 6_000_000;
        ForgedPage[] pages =
        [
            new(ForgedParquet.Longs(7), 1) { Type = 2 }, new(ForgedParquet.Runs(0, 0, rows), rows) { Encoding = 8 },
        ];
        AssertFaulty(ProblemCodes.ParquetBomb, new ForgedColumn("n", pages));
    }

    [Fact]
    public void A_long_text_in_every_row()
    {
        const int rows = 4_900_000;
        var text = ForgedParquet.Texts(new string('x', Mega));
        ForgedPage[] pages =
        [
            new(Gzip.Compress(text), 1) { Type = 2, Uncompressed = text.Length },
            new(Gzip.Compress(ForgedParquet.Runs(0, 0, rows)), rows) { Encoding = 8, Uncompressed = ForgedParquet.Runs(0, 0, rows).Length },
        ];
        AssertFaulty(ProblemCodes.ParquetBomb, new ForgedColumn("t", pages) { Physical = 6, Converted = 0, Codec = 2 });
    }

    [Fact]
    public void A_dictionary_of_many_long_texts()
    {
        const int rows = 4_900_000;
        var texts = ForgedParquet.Texts([.. Enumerable.Range(0, 56).Select(i => new string((char)('a' + (i % 26)), Mega - i))]);
        ForgedPage[] pages =
        [
            new(Gzip.Compress(texts), 56) { Type = 2, Uncompressed = texts.Length },
            new(Gzip.Compress(ForgedParquet.Runs(8, 3, rows)), rows) { Encoding = 8, Uncompressed = ForgedParquet.Runs(8, 3, rows).Length },
        ];
        AssertFaulty(ProblemCodes.ParquetBomb, new ForgedColumn("t", pages) { Physical = 6, Converted = 0, Codec = 2 });
    }

    /// <summary>Each text is the one before and nothing new: a few bytes a million.</summary>
    [Fact]
    public void Texts_that_are_the_one_before_over_and_over()
    {
        const int count = 1_024;
        byte[] shared = [.. Deltas(count, 0), .. Block(Mega, 0)];
        byte[] rest = [.. Deltas(count, Mega), .. Block(-Mega, 0), .. new byte[Mega]];
        byte[] bytes = [.. shared, .. rest];
        var page = new ForgedPage(Gzip.Compress(bytes), count) { Encoding = 7, Uncompressed = bytes.Length };
        AssertFaulty(ProblemCodes.ParquetBomb, new ForgedColumn("t", page) { Physical = 6, Converted = 0, Codec = 2 });
    }

    [Fact]
    public void A_dictionary_of_more_entries_than_there_is_memory() =>
        AssertFaulty(
            ProblemCodes.ParquetTooLarge,
            new ForgedColumn("n", new ForgedPage([], 1 << 30) { Type = 2 }, new ForgedPage([0], 1) { Encoding = 8 }));

    [Fact]
    public void Pages_of_many_columns_that_together_are_too_large()
    {
        var zeros = Gzip.Compress(new byte[8 * Mega]);
        var page = new ForgedPage(zeros, Mega) { Uncompressed = 8 * Mega };
        AssertFaulty(
            ProblemCodes.ParquetTooLarge,
            [.. Enumerable.Range(0, 19).Select(i => new ForgedColumn($"c{i}", page) { Codec = 2 })]);
    }

    [Fact]
    public void Names_of_columns_that_fill_the_footer()
    {
        var page = new ForgedPage(ForgedParquet.Longs(1), 1);
        var columns = Enumerable.Range(0, DataLimits.Columns).Select(i => new ForgedColumn($"{i}" + new string('x', 2_500), page));
        Assert.IsType<ReadOutcome.Clean>(Read(new ForgedParquet([.. columns])));
    }

    [Fact]
    public void Row_groups_without_end()
    {
        var column = new ForgedColumn("n", new ForgedPage(ForgedParquet.Longs(1), 1));
        AssertFaulty(ProblemCodes.ParquetTooLarge, new ForgedParquet(column) { Groups = 1_100_000 });
    }

    /// <summary>The head of packed differences: one block of 1,024 in one part, so many values, and the first of them.</summary>
    private static byte[] Deltas(int count, int first) => [0x80, 0x08, 0x01, .. Varint((uint)count), .. Varint((uint)first << 1)];

    /// <summary>A block: the first difference, and for all others another.</summary>
    private static byte[] Block(int first, int others)
    {
        var least = Math.Min(first, others);
        var packed = new byte[1_024 * 32 / 8];
        for (var i = 0; i < 1_024; i++)
        {
            BitConverter.TryWriteBytes(packed.AsSpan(4 * i), (i == 0 ? first : others) - least);
        }

        return [.. Varint((uint)((least << 1) ^ (least >> 31))), 32, .. packed];
    }

    private static byte[] Varint(uint value)
    {
        var bytes = new List<byte>();
        for (; value >= 0x80; value >>= 7)
        {
            bytes.Add((byte)(value | 0x80));
        }

        return [.. bytes, (byte)value];
    }

    private static void AssertFaulty(string code, params ForgedColumn[] columns) => AssertFaulty(code, new ForgedParquet(columns));

    private static void AssertFaulty(string code, ForgedParquet file)
    {
        var faulty = Assert.IsType<ReadOutcome.Faulty>(Read(file));
        Assert.Equal(code, Assert.Single(faulty.Problems, problem => problem.Severity == Severity.Error).Code);
    }

    private static ReadOutcome Read(ForgedParquet file)
    {
        var stream = new MemoryStream(file.ToBytes());
        ReadOutcome? outcome = null;
        Assert.InRange(PeakMemory.Of(() => outcome = Dataset.Read(stream, "t.parquet", null)), 0, PeakMemory.Allowed);
        return outcome!;
    }
}
