using System.Text;
using ServerlessMlops.Pipeline.Data;
using ServerlessMlops.Pipeline.Tests.Data.Formats;

namespace ServerlessMlops.Pipeline.Tests.Data.Robustness;

/// <summary>Files made to take memory or time: each gets its verdict, at little cost.</summary>
[Collection(Alone.Name)]
public class HostileFileTests
{
    private const int Mega = 1 << 20;

    private static readonly byte[] Header = "a,b\n1,2\n"u8.ToArray();

    [Fact]
    public void A_cell_of_100_megabytes() =>
        AssertFaulty(ProblemCodes.RecordTooLarge, "t.csv", Large("a,b\n1,", "x", 100, "\n3,4\n"));

    [Fact]
    public void A_cell_of_100_megabytes_in_quotes() =>
        AssertFaulty(ProblemCodes.RecordTooLarge, "t.csv", Large("a,b\n1,\"", "x\n", 100, "\"\n3,4\n"));

    [Fact]
    public void A_quote_that_is_never_closed_over_500_megabytes() =>
        AssertFaulty(ProblemCodes.RecordTooLarge, "t.csv", Large("a,b\n1,\"", "2\n3,4\n", 500, ""));

    [Fact]
    public void A_header_of_500_megabytes() =>
        AssertFaulty(ProblemCodes.RecordTooLarge, "t.csv", Large("", "abc,", 500, ""));

    [Fact]
    public void A_million_columns() =>
        AssertFaulty(ProblemCodes.TooManyColumns, "t.csv", Large("", "c,", 2, "d\n1,2\n"));

    [Fact]
    public void As_many_columns_as_are_read_and_each_row_with_a_fault()
    {
        var names = string.Join(',', Enumerable.Range(0, DataLimits.Columns).Select(i => $"c{i}")) + "\n";
        var ones = string.Join(',', Enumerable.Repeat("1", DataLimits.Columns)) + "\n";
        var beyond = names.Replace("c", "1e40", StringComparison.Ordinal);
        AssertFaulty(ProblemCodes.NotFinite, "t.csv", new GeneratedStream(Utf8(names + ones), Utf8(beyond), 20, []));
    }

    [Fact]
    public void Rows_that_are_all_broken() =>
        AssertFaulty(ProblemCodes.RaggedRow, "t.csv", Large("a,b\n1,2\n", "1,2,3\n4\n5,\"x\"y\n", 20, ""));

    [Fact]
    public void Nothing_but_bytes_that_are_no_text() =>
        AssertFaulty(ProblemCodes.InvalidUtf8, "t.csv", new GeneratedStream(Header, [0xFF, (byte)',', 0xFE, (byte)'\n'], Mega / 2, []));

    [Fact]
    public void Nothing_but_line_ends() => AssertFaulty(ProblemCodes.RecordTooLarge, "t.csv", Large("", "\r\n", 300, ""));

    [Fact]
    public void Zeros_in_gzip() => AssertFaulty(ProblemCodes.NotText, "t.csv.gz", Packed([], new byte[Mega], 300));

    [Fact]
    public void Rows_in_gzip_without_end() =>
        AssertFaulty(ProblemCodes.GzipBomb, "t.csv.gz", Packed(Header, Utf8($"1,{new string('x', Mega - 3)}\n"), 200));

    [Fact]
    public void Gzip_of_no_bytes_over_and_over() =>
        AssertFaulty(ProblemCodes.EmptyFile, "t.csv.gz", new GeneratedStream([], Packed([], [], 0).ToArray(), Mega, []));

    [Fact]
    public void A_line_of_json_of_500_megabytes() =>
        AssertFaulty(ProblemCodes.RecordTooLarge, "t.jsonl", Large("{\"a\":1}\n{\"a\":\"", "x", 500, "\"}\n"));

    [Fact]
    public void Json_nested_without_end() =>
        AssertFaulty(ProblemCodes.JsonInvalid, "t.jsonl", Large("{\"a\":1}\n{\"a\":", "[", 10, "\n{\"a\":2}\n"));

    [Fact]
    public void Json_with_another_key_in_each_row() =>
        AssertFaulty(
            ProblemCodes.TooManyColumns, "t.jsonl",
            new MemoryStream(Utf8(string.Concat(Enumerable.Range(0, Mega).Select(i => $"{{\"k{i}\":{i}}}\n")))));

    private static void AssertFaulty(string code, string file, Stream stream)
    {
        ReadOutcome? outcome = null;
        Assert.InRange(PeakMemory.Of(() => outcome = Dataset.Read(stream, file, null)), 0, PeakMemory.Allowed);
        var faulty = Assert.IsType<ReadOutcome.Faulty>(outcome);
        Assert.Contains(faulty.Problems, problem => problem.Code == code);
        Assert.InRange(faulty.Problems.Count, 1, 1_000);
    }

    private static GeneratedStream Large(string start, string block, int megabytes, string end)
    {
        var part = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(block, 1_000)));
        return new GeneratedStream(Utf8(start), part, (long)megabytes * Mega / part.Length, Utf8(end));
    }

    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

    private static MemoryStream Packed(byte[] start, byte[] block, int times) => new(Gzip.Repeat(start, block, times));
}
