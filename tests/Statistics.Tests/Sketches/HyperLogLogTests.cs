using ServerlessMlops.Statistics.Intervals;
using ServerlessMlops.Statistics.Sketches;

namespace ServerlessMlops.Statistics.Tests.Sketches;

public class HyperLogLogTests
{
    [Fact]
    public void Up_to_a_thousand_values_are_counted()
    {
        var sketch = new HyperLogLog();
        for (var round = 0; round < 3; round++)
        {
            sketch.Add(Hashes(1, 1_000));
        }

        Assert.Equal((1_000, 0, true), (sketch.Estimate(), sketch.StandardError, sketch.IsExact));
    }

    [Theory]
    [InlineData(1_500)]
    [InlineData(20_000)]
    [InlineData(41_000)]
    [InlineData(80_000)]
    [InlineData(1_000_000)]
    public void Beyond_that_the_error_is_as_stated_at_every_size(int distinct)
    {
        var squares = 0.0;
        const int Seeds = 30;
        for (var seed = 0; seed < Seeds; seed++)
        {
            var sketch = new HyperLogLog();
            sketch.Add(Hashes(seed, distinct));
            var error = (sketch.Estimate() / distinct) - 1;
            Assert.InRange(error, -0.04, 0.04);
            squares += error * error;
        }

        Assert.InRange(Math.Sqrt(squares / Seeds), 0, 0.0125);
    }

    [Theory]
    [InlineData(500, 300)]
    [InlineData(500, 5_000)]
    [InlineData(5_000, 500)]
    [InlineData(50_000, 70_000)]
    public void Merged_sketches_are_the_sketch_of_all(int left, int right)
    {
        HyperLogLog one = new(), other = new(), all = new();
        one.Add(Hashes(1, left));
        other.Add(Hashes(2, right));
        all.Add(Hashes(1, left));
        all.Add(Hashes(2, right));
        one.Merge(other);
        Assert.Equal(all.Estimate(), one.Estimate());
    }

    [Fact]
    public void No_value_is_no_value()
    {
        var sketch = new HyperLogLog();
        sketch.Add([0, 0, 7, 0]);
        Assert.Equal(1, sketch.Estimate());
    }

    private static ulong[] Hashes(int seed, int count)
    {
        var random = new Xoshiro256(seed, 0);
        var hashes = new ulong[count];
        for (var i = 0; i < count; i++)
        {
            hashes[i] = random.Next();
        }

        return hashes;
    }
}
