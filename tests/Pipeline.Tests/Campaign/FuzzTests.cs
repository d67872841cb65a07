using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Data;
using ServerlessMlops.Pipeline.Tests.Data;
using ServerlessMlops.Pipeline.Tests.Data.Formats;
using ServerlessMlops.Pipeline.Tests.Data.Robustness;

namespace ServerlessMlops.Pipeline.Tests.Campaign;

/// <summary>Damaged files and random bytes: each is a table or gets its problems, at bounded cost, and none ends in an exception.</summary>
[Collection(Alone.Name)]
public class FuzzTests
{
    /// <summary>Cases whose memory is looked at together: what they leave to be collected counts too.</summary>
    private const int Together = 16;

    private static readonly string[] Names = ["t.csv", "t.csv.gz", "t.jsonl", "t.parquet", "t", "t.txt.gz"];

    [Theory]
    [InlineData("csv", 400, 15_000)]
    [InlineData("csv.gz", 300, 8_000)]
    [InlineData("jsonl", 400, 15_000)]
    [InlineData("parquet", 1_000, 60_000)]
    public void A_damaged_file_is_a_table_or_has_problems(string format, int usual, int full) => Campaign(
        $"damaged {format}", CampaignSize.Of(usual, full),
        random => Read(Mutation.Of(SoundFiles.Any(format, random), SoundFiles.Any(format, random), random), $"t.{format}"));

    [Fact]
    public void A_file_damaged_before_it_was_compressed_is_a_table_or_has_problems() => Campaign(
        "damaged text in gzip", CampaignSize.Of(200, 5_000),
        random => Read(Gzip.Compress(Mutation.Of(SoundFiles.Any("csv", random), SoundFiles.Any("jsonl", random), random)), "t.csv.gz"));

    [Fact]
    public void Random_bytes_of_any_name_are_a_table_or_have_problems() => Campaign(
        "random bytes", CampaignSize.Of(300, 10_000),
        random =>
        {
            var bytes = new byte[random.Next(2_000)];
            random.NextBytes(bytes);
            Read(random.Next(3) == 0 ? [.. "PAR1"u8, .. bytes, 20, 0, 0, 0, .. "PAR1"u8] : bytes, Names[random.Next(Names.Length)]);
        });

    [Fact]
    public void A_sound_file_of_another_name_is_a_table_or_has_problems()
    {
        foreach (var format in SoundFiles.Formats)
        {
            foreach (var name in Names)
            {
                Read(SoundFiles.Any(format, new Random(1)), name);
            }
        }
    }

    private static void Campaign(string what, int cases, Action<Random> run)
    {
        var seed = CampaignSize.Seed();
        TestContext.Current.SendDiagnosticMessage($"{cases} cases of {what}, seed {seed}");
        var peak = PeakMemory.Of(() =>
        {
            for (var number = 0; number < cases; number++)
            {
                CampaignSize.Case(seed, number, what, run);
                if (number % Together == 0)
                {
                    GC.Collect();
                }
            }
        });
        Assert.True(peak <= PeakMemory.Allowed, $"{peak} bytes were taken; {what}, seed {seed}");
    }

    /// <summary>What is sound reads the same a second time; what is not says why.</summary>
    private static void Read(byte[] file, string name)
    {
        switch (Dataset.Read(new MemoryStream(file), name, null))
        {
            case ReadOutcome.Clean clean:
                Assert.Equal(clean.Schema.Rows, clean.Table.RowCount);
                var again = Dataset.ReadAs(new MemoryStream(file), clean.Schema);
                Assert.All(clean.Table.Columns, column => AssertSame(column, again[column.Name]));
                break;
            case ReadOutcome.Faulty faulty:
                Assert.Contains(faulty.Problems, problem => problem.Severity == Severity.Error);
                Assert.All(faulty.Problems, problem => Assert.Matches("^[A-Z0-9_]+$", problem.Code));
                break;
        }
    }

    private static void AssertSame(Column column, Column again)
    {
        for (var row = 0; row < column.RowCount; row++)
        {
            Assert.Equal(column.Text(row), again.Text(row));
        }
    }
}
