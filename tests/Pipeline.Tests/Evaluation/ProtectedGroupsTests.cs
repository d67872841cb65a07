using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Data;
using ServerlessMlops.Pipeline.Evaluation;

namespace ServerlessMlops.Pipeline.Tests.Evaluation;

public sealed class ProtectedGroupsTests
{
    [Fact]
    public void Bins_are_closed_below_and_named_by_whole_years()
    {
        var (group, names) = Of([30, 45], [29, 30, 44, 45, 70]);

        Assert.Equal(["<30", "30–44", "≥45"], names);
        Assert.Equal([0, 1, 1, 2, 2], group);
    }

    [Fact]
    public void Bins_of_fractions_say_that_the_upper_edge_is_not_in_them() =>
        Assert.Equal(["<30", "30–<45", "≥45"], Of([30, 45], [29, 44.5, 45]).Names);

    [Fact]
    public void A_missing_value_is_a_group_of_its_own()
    {
        var (group, names) = Of([30], [double.NaN, 20, 40]);

        Assert.Equal(["<30", "≥30", "(missing)"], names);
        Assert.Equal([2, 0, 1], group);
    }

    [Fact]
    public void A_bin_without_rows_is_no_group() => Assert.Equal(["<30", "≥45"], Of([30, 45], [20, 50]).Names);

    [Fact]
    public void Numbers_without_bins_are_ordered_by_value() => Assert.Equal(["2", "9", "10"], Of([], [10, 9, 2, 10]).Names);

    [Fact]
    public void Categories_are_their_levels_in_the_rows_asked_for()
    {
        var column = new CategoryColumn("Marital", ColumnKind.Category, [0, 1, 2, -1], ["divorced", "married", "single"]);
        var (group, names) = ProtectedGroups.Of(new() { Column = "Marital" }, column, [3, 1, 2]);

        Assert.Equal(["married", "single", "(missing)"], names);
        Assert.Equal([2, 0, 1], group);
    }

    [Fact]
    public void Booleans_are_false_and_true()
    {
        var column = new NumberColumn("Smoker", ColumnKind.Boolean, [1, 0, 1]);
        Assert.Equal(["false", "true"], ProtectedGroups.Of(new() { Column = "Smoker" }, column, [0, 1, 2]).Names);
    }

    private static (int[] Group, string[] Names) Of(double[] bins, double[] values) => ProtectedGroups.Of(
        new() { Column = "Age", Bins = bins }, new NumberColumn("Age", ColumnKind.Number, values), [.. Enumerable.Range(0, values.Length)]);
}
