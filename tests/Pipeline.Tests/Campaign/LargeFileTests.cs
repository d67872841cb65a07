using System.Globalization;
using System.Text;
using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Data;
using ServerlessMlops.Pipeline.Tests.Data;
using ServerlessMlops.Pipeline.Tests.Data.Robustness;

namespace ServerlessMlops.Pipeline.Tests.Campaign;

/// <summary>Files larger than memory should be: 100 MB in every test run, 5 GB in the campaign, made while they are read.</summary>
[Collection(Alone.Name)]
public class LargeFileTests
{
    [Fact]
    public void A_large_file_has_its_profile_in_bounded_memory()
    {
        const int Columns = 12;
        var header = string.Join(',', Enumerable.Range(0, Columns).Select(i => $"c{i}")) + "\n";
        var block = Rows(new Random(1), Columns);
        var times = CampaignSize.Of(100, 5_000);
        var file = new GeneratedStream(Encoding.UTF8.GetBytes(header), block, times, []);
        var problems = new ProblemList("large.csv");
        DatasetInspection? seen = null;
        var peak = PeakMemory.Of(() =>
        {
            using var reader = DatasetFormat.Open(file, "large.csv", problems);
            seen = DatasetInspection.Of(reader!, new Dictionary<string, ColumnKind>(), problems);
        });
        Assert.Equal((long)block.Count((byte)'\n') * times, seen!.Rows);
        Assert.Equal(seen.Rows, seen.Profile.Columns[0].Count);
        Assert.Equal(seen.Rows > DataLimits.Cells / Columns, problems.HasErrors);
        Assert.InRange(peak, 0, 100 << 20);
    }

    /// <summary>A megabyte of numbers, texts of few values and of many, and dates.</summary>
    private static byte[] Rows(Random random, int columns)
    {
        var text = new StringBuilder(1 << 20);
        while (text.Length < 1_000_000)
        {
            for (var column = 0; column < columns; column++)
            {
                var cell = (column % 4) switch
                {
                    0 => random.NextDouble().ToString("F6", CultureInfo.InvariantCulture),
                    1 => $"level {random.Next(9)}",
                    2 => $"\"note, {random.Next()} and {random.Next()}\"",
                    _ => new DateOnly(2020, 1, 1).AddDays(random.Next(2_000)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                };
                text.Append(column == 0 ? "" : ",").Append(cell);
            }

            text.Append('\n');
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }
}
