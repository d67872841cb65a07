using ServerlessMlops.Statistics.Intervals;
using ServerlessMlops.Statistics.Sketches;

namespace ServerlessMlops.Statistics.Tests.Sketches;

public class KllSketchTests
{
    private static readonly double[] At = [.. Enumerable.Range(1, 99).Select(percent => percent / 100.0)];

    [Fact]
    public void Few_values_give_numpys_quantiles()
    {
        // numpy.quantile([1, 2, 4, 8, 16, 32], [0, 0.1, 0.25, 0.5, 0.9, 1]).
        var sketch = new KllSketch();
        sketch.Add([32, 1, 16, 2, 8, 4]);
        Assert.Equal([1, 1.5, 2.5, 6, 24, 32], sketch.Quantiles(0, 0.1, 0.25, 0.5, 0.9, 1));
        Assert.Equal((true, 0.0), (sketch.IsExact, sketch.RankError));
    }

    [Theory]
    [InlineData("random", 1_024)]
    [InlineData("ascending", 1_024)]
    [InlineData("descending", 1_024)]
    [InlineData("zigzag", 1_024)]
    [InlineData("blocks", 1_024)]
    [InlineData("random", 256)]
    [InlineData("ascending", 256)]
    [InlineData("blocks", 256)]
    public void The_rank_of_every_percentile_is_within_half_the_bound_in_any_order(string order, int k)
    {
        const int Count = 1_000_000;
        for (var seed = 0; seed < 5; seed++)
        {
            var sketch = new KllSketch(seed, k);
            foreach (var block in Values(order, Count, seed).Chunk(8_192))
            {
                sketch.Add(block);
            }

            Assert.Equal(Count, sketch.Count);
            foreach (var (at, value) in At.Zip(sketch.Quantiles(At)))
            {
                Assert.InRange((value / Count) - at, -sketch.RankError / 2, sketch.RankError / 2);
            }
        }
    }

    [Fact]
    public void Merged_sketches_keep_the_bound()
    {
        var values = Values("random", 600_000, 3);
        KllSketch one = new(1), other = new(2);
        one.Add(values.AsSpan(0, 150_000));
        other.Add(values.AsSpan(150_000));
        one.Merge(other);
        foreach (var (at, value) in At.Zip(one.Quantiles(At)))
        {
            Assert.InRange((value / values.Length) - at, -one.RankError, one.RankError);
        }
    }

    [Fact]
    public void The_same_values_give_the_same_sketch()
    {
        KllSketch one = new(), other = new();
        foreach (var sketch in (KllSketch[])[one, other])
        {
            sketch.Add(Values("random", 300_000, 1));
        }

        Assert.Equal(one.Quantiles(At), other.Quantiles(At));
    }

    [Fact]
    public void The_shares_of_all_bins_are_one()
    {
        var sketch = new KllSketch();
        sketch.Add(Values("random", 200_000, 1));
        var shares = sketch.Shares([0, 50_000, 100_000, 200_000]);
        Assert.Equal(1, shares.Sum(), 12);
        Assert.InRange(shares[0], 0.25 - 0.02, 0.25 + 0.02);
    }

    /// <summary>0 to count − 1, each once: the rank of a value is the value.</summary>
    private static double[] Values(string order, int count, int seed)
    {
        var values = new double[count];
        var random = new Xoshiro256(seed, 7);
        for (var i = 0; i < count; i++)
        {
            values[i] = order switch
            {
                "descending" => count - 1 - i,
                "zigzag" => i % 2 == 0 ? i / 2 : count - 1 - (i / 2),
                "blocks" => (i % 1_000 * (count / 1_000)) + (i / 1_000),
                _ => i,
            };
        }

        for (var i = count - 1; order == "random" && i > 0; i--)
        {
            var j = random.Below(i + 1);
            (values[i], values[j]) = (values[j], values[i]);
        }

        return values;
    }
}
