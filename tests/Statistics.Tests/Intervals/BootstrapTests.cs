using System.Collections.Concurrent;
using CsCheck;
using ServerlessMlops.Statistics.Classification;
using ServerlessMlops.Statistics.Intervals;

namespace ServerlessMlops.Statistics.Tests.Intervals;

public sealed class BootstrapTests
{
    [Fact]
    public void The_generator_is_the_published_one()
    {
        // SplitMix64 of 0 gives the four words; the outputs were computed with a plain Python transcription of the authors' C.
        var random = new Xoshiro256(0, 0);
        Assert.Equal(0x99EC5F36CB75F2B4UL, random.Next());
        Assert.Equal(0xBF6E1F784956452AUL, random.Next());
    }

    [Fact]
    public void The_same_seed_gives_the_same_interval_and_another_seed_another()
    {
        Assert.Equal(Auc(11).Bca(), Auc(11).Bca());
        Assert.NotEqual(Auc(11).Bca(), Auc(12).Bca());
    }

    [Fact]
    public void The_first_resamples_do_not_depend_on_how_many_follow()
    {
        var few = Seen(40);
        Assert.Subset(Seen(90), few);
        Assert.InRange(few.Count, 60, 71);
    }

    [Fact]
    public void A_bootstrap_of_the_auc_agrees_with_de_long()
    {
        var bootstrap = Auc(3).Bca();
        var closed = DeLong.Of(Reference.Bad, Reference.Score);

        Assert.Equal(closed.Lower!.Value, bootstrap.Lower!.Value, 0.005);
        Assert.Equal(closed.Upper!.Value, bootstrap.Upper!.Value, 0.005);
    }

    [Fact]
    public void Every_resample_draws_as_many_rows_as_there_are() => Gen.Int[1, 50].Sample(rows =>
        Bootstrap.Run(rows, 1, 5, 1, (counts, values) =>
        {
            var sum = 0;
            foreach (var count in counts)
            {
                sum += count;
            }

            Assert.InRange(sum, rows - 1, rows);
            values[0] = Estimate.Of(sum);
        }));

    [Fact]
    public void Rows_are_drawn_evenly()
    {
        var drawn = new long[97];
        Bootstrap.Run(97, 1, 4_000, 5, (counts, values) =>
        {
            for (var row = 0; row < counts.Length; row++)
            {
                Interlocked.Add(ref drawn[row], counts[row]);
            }

            values[0] = Estimate.Of(0);
        });

        // χ² with 96 degrees of freedom stays below 150 but once in 3,000 seeds.
        var even = drawn.Average();
        Assert.InRange(drawn.Sum(count => Math.Pow(count - even, 2) / 4_000), 50, 150);
    }

    [Fact]
    public void A_statistic_that_is_often_undefined_gets_no_interval()
    {
        var rare = new bool[40];
        rare[0] = true;
        var ranking = ScoreRanking.Of(rare, [.. Enumerable.Range(0, 40).Select(row => (double)(row % 9))]);
        var interval = Bootstrap.Run(40, 1, 1_000, 1, (counts, values) => values[0] = ranking.RocAuc(counts))[0].Bca();

        Assert.Null(interval.Lower);
        Assert.Matches(@"^no interval: undefined in \d+ of 1000 resamples$", interval.Method);
    }

    [Fact]
    public void Agreement_of_all_resamples_is_not_certainty()
    {
        var distribution = Bootstrap.Run(20, 1, 100, 1, (_, values) => values[0] = Estimate.Of(1))[0];

        Assert.True(distribution.IsDegenerate);
        Assert.Equal("no interval: every resample gave the same value", distribution.Bca().Method);
    }

    private static BootstrapDistribution Auc(int seed)
    {
        var ranking = ScoreRanking.Of(Reference.Bad, Reference.Score);
        return Bootstrap.Run(Reference.Bad.Length, 1, 1_000, seed, (counts, values) => values[0] = ranking.RocAuc(counts))[0];
    }

    /// <summary>The weightings of the sample, of 30 rows left out, and of the resamples.</summary>
    private static HashSet<string> Seen(int resamples)
    {
        var seen = new ConcurrentBag<string>();
        Bootstrap.Run(30, 1, resamples, 9, (counts, values) =>
        {
            seen.Add(string.Join(',', counts.ToArray()));
            values[0] = Estimate.Of(0);
        });
        return [.. seen];
    }
}
