using ServerlessMlops.Statistics.Sketches;

namespace ServerlessMlops.Statistics.Tests.Sketches;

public class MomentsTests
{
    [Fact]
    public void The_worked_example_of_the_documentation_holds()
    {
        var moments = new Moments();
        moments.Add([2, 4, 4, 4, 5, 5, 7, 9]);
        Assert.Equal((8, 5, 2, 9), (moments.Count, moments.Mean, moments.Min, moments.Max));
        Assert.Equal(2.138090, moments.StandardDeviation!.Value, 6);
    }

    [Fact]
    public void A_large_mean_does_no_harm()
    {
        var moments = new Moments();
        moments.Add([1e9 + 4, 1e9 + 7]);
        moments.Add([1e9 + 13, 1e9 + 16]);
        Assert.Equal(1e9 + 10, moments.Mean);
        Assert.Equal(Math.Sqrt(30), moments.StandardDeviation!.Value, 12);
    }

    [Fact]
    public void In_parts_or_at_once_is_the_same()
    {
        double[] values = [.. Enumerable.Range(0, 10_000).Select(i => Math.Sin(i) * 1_000)];
        Moments all = new(), left = new(), right = new();
        all.Add(values);
        left.Add(values.AsSpan(0, 77));
        right.Add(values.AsSpan(77));
        left.Merge(right);
        Assert.Equal(all.Mean, left.Mean, 9);
        Assert.Equal(all.StandardDeviation!.Value, left.StandardDeviation!.Value, 9);
        Assert.Equal((all.Count, all.Min, all.Max), (left.Count, left.Min, left.Max));
    }

    [Fact]
    public void One_number_has_no_deviation()
    {
        var moments = new Moments();
        moments.Add([3]);
        Assert.Null(moments.StandardDeviation);
    }
}
