using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Data;
using ServerlessMlops.Pipeline.Evaluation;

namespace ServerlessMlops.Pipeline.Tests.Evaluation;

public sealed class ContestFieldTests
{
    [Fact]
    public void The_first_the_champion_and_the_twenty_newest_are_scored()
    {
        Assert.Equal([1, 5, .. Enumerable.Range(21, 20)], ContestField.Of([.. Enumerable.Range(1, 40)], 5));
        Assert.Equal([3], ContestField.Of([3], 3));
    }

    [Fact]
    public void The_best_is_by_the_measures_direction_among_equals_the_oldest_and_never_one_that_was_not_measured()
    {
        var primary = new Dictionary<int, double?> { [1] = 0.7, [2] = null, [3] = 0.8, [4] = 0.8, [5] = double.NaN };
        Assert.Equal(3, ContestField.Best(primary, higherIsBetter: true));
        Assert.Equal(1, ContestField.Best(primary, higherIsBetter: false));
        Assert.Null(ContestField.Best(new Dictionary<int, double?> { [1] = null }, higherIsBetter: true));
    }

    [Fact]
    public void One_version_may_have_every_role_and_a_role_may_have_none()
    {
        Assert.Equal([OpponentRoles.Champion, OpponentRoles.First, OpponentRoles.Best], Assert.Single(ContestField.Roles(1, 1, 1)).Roles);
        var roles = ContestField.Roles(4, 1, null);
        Assert.Equal([1, 4], roles.Select(role => role.Version));
        Assert.Equal([OpponentRoles.First], roles[0].Roles);
    }

    [Fact]
    public void Test_rows_are_shared_where_they_equal_a_trained_row_in_what_the_model_reads_and_the_target()
    {
        var ours = Table([1, 2, 3, 4], ["a", "b", "c", "d"], [10, 20, 30, 40]);
        var theirs = Table([4, 3, 2, 9], ["d", "c", "x", "b"], [77, 88, 99, 66]);
        Assert.Equal(2, SharedRows.Count(ours, [0, 1, 2, 3], theirs, [0, 1, 2, 3], ["size", "kind"]));
        Assert.Equal(1, SharedRows.Count(ours, [0, 1, 2, 3], theirs, [0], ["size", "kind"]));
        Assert.Equal(0, SharedRows.Count(ours, [0, 1, 2, 3], theirs, [0, 1, 2, 3], ["size", "kind", "id"]));
    }

    private static Table Table(double[] sizes, string[] kinds, double[] ids)
    {
        string[] levels = [.. kinds.Order(StringComparer.Ordinal)];
        return new(
        [
            new NumberColumn("size", ColumnKind.Number, sizes),
            new CategoryColumn("kind", ColumnKind.Category, Array.ConvertAll(kinds, kind => Array.IndexOf(levels, kind)), levels),
            new NumberColumn("id", ColumnKind.Number, ids),
        ]);
    }
}
