using ServerlessMlops.Statistics.Intervals;
using ServerlessMlops.Statistics.Sketches;

namespace ServerlessMlops.Statistics.Tests.Sketches;

public class FrequentItemsTests
{
    [Fact]
    public void Few_different_values_are_counted_exactly()
    {
        var items = new FrequentItems();
        for (var i = 1; i <= 300; i++)
        {
            items.Add(Enumerable.Repeat(Mixed(i), i).ToArray(), _ => $"v{i:D3}");
        }

        Assert.Equal(0, items.MaxError);
        Assert.Equal([("v300", 300), ("v299", 299), ("v298", 298)], items.Top(3));
    }

    [Fact]
    public void A_frequent_value_among_many_rare_ones_is_found_within_the_error()
    {
        var items = new FrequentItems();
        var random = new Xoshiro256(5, 0);
        for (var i = 0; i < 10_000; i++)
        {
            items.Add([Mixed(-1), random.Next() | 1, Mixed(-1), random.Below(2) == 0 ? Mixed(-2) : random.Next() | 1], cell => cell == 3 ? "second" : "first");
        }

        var top = items.Top(2);
        Assert.Equal(["first", "second"], top.Select(item => item.Text));
        var room = items.IsSampled ? items.MaxError + 2_000 : items.MaxError;
        Assert.InRange(top[0].Count, 20_000 - room, 20_000 + (items.IsSampled ? 2_000 : 0));
    }

    [Fact]
    public void Merged_counts_add_up()
    {
        FrequentItems one = new(), other = new();
        one.Add([1, 1, 2], cell => cell == 2 ? "b" : "a");
        other.Add([2, 2, 2, 3], cell => cell == 3 ? "c" : "b");
        one.Merge(other);
        Assert.Equal([("b", 4), ("a", 2), ("c", 1)], one.Top(5));
    }

    private static ulong Mixed(int i) => (ulong)(i + 1_000) * 0x9E3779B97F4A7C15;
}
