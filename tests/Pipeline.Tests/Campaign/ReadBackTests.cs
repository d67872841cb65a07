using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Data;
using ServerlessMlops.Pipeline.Tests.Data.Formats;

namespace ServerlessMlops.Pipeline.Tests.Campaign;

/// <summary>What was written to any format reads back as the same cells, in whatever pieces the file comes.</summary>
public class ReadBackTests
{
    [Fact]
    public void A_csv_file_reads_back_as_it_was_written() => Campaign("csv", 150, 3_000, (table, random) => table.ToCsv(random));

    [Fact]
    public void A_packed_csv_file_reads_back_as_it_was_written() =>
        Campaign("csv.gz", 100, 1_500, (table, random) => Gzip.Compress(table.ToCsv(random)));

    [Fact]
    public void A_file_of_json_lines_reads_back_as_it_was_written() => Campaign("jsonl", 150, 2_000, (table, _) => table.ToJsonLines());

    [Fact]
    public void A_parquet_file_reads_back_as_it_was_written() =>
        Campaign("parquet", 150, 2_500, (table, random) => table.ToParquet(random));

    private static void Campaign(string format, int usual, int full, Func<WrittenTable, Random, byte[]> write)
    {
        var (seed, cases) = (CampaignSize.Seed(), CampaignSize.Of(usual, full));
        TestContext.Current.SendDiagnosticMessage($"{cases} tables written as {format}, seed {seed}");
        for (var number = 0; number < cases; number++)
        {
            CampaignSize.Case(seed, number, $"tables written as {format}", random =>
            {
                var table = WrittenTable.Any(random);
                AssertReads(table, write(table, random), format, random);
            });
        }
    }

    private static void AssertReads(WrittenTable written, byte[] file, string format, Random random)
    {
        var kinds = written.Names.Select(name => new ColumnSchema(name, name[0] == 't' ? ColumnKind.Text : ColumnKind.Number, 0, 0));
        var schema = new TableSchema(written.Rows, ',', [.. kinds]) { Format = format == "csv.gz" ? "csv" : format };
        var table = Dataset.ReadAs(new ChoppedStream(file, random), schema);
        for (var i = 0; i < written.Texts.Length; i++)
        {
            var column = table[$"t{i}"];
            for (var row = 0; row < written.Rows; row++)
            {
                Assert.Equal(Expected(written.Texts[i][row], isTyped: schema.Format != "csv"), column.Text(row));
            }
        }

        for (var i = 0; i < written.Numbers.Length; i++)
        {
            Assert.Equal(written.Numbers[i].Select(number => number ?? double.NaN), ((NumberColumn)table[$"n{i}"]).Values);
        }
    }

    /// <summary>White space around a text is no part of it, and in CSV some words are no value.</summary>
    private static string? Expected(string? cell, bool isTyped)
    {
        var text = cell?.Trim();
        return string.IsNullOrEmpty(text) || (!isTyped && MissingTokens.Match(text)) ? null : text;
    }
}
