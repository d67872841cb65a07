using ServerlessMlops.Learning.Native;
using ServerlessMlops.Learning.Trees;

namespace ServerlessMlops.Learning.Tests.Trees;

public sealed class LightGbmTextTests
{
    [Theory]
    [InlineData("zero_as_missing=true")]
    [InlineData("use_missing=false")]
    [InlineData("use_missing=true max_cat_to_onehot=1 min_data_per_group=1 cat_smooth=1")]
    public void Every_kind_of_missing_value_goes_where_the_library_sends_it(string parameters)
    {
        var random = new Random(3);
        const int Rows = 3000;
        var values = new double[Rows * 3];
        for (var row = 0; row < Rows; row++)
        {
            values[row * 3] = random.Next(5) == 0 ? double.NaN : random.Next(4) == 0 ? 0 : random.NextDouble() - 0.5;
            values[(row * 3) + 1] = random.Next(5) == 0 ? double.NaN : random.Next(7) - 3;
            values[(row * 3) + 2] = random.Next(6) == 0 ? double.NaN : random.Next(70);
        }

        float Label(int row) => (float)(Math.Sin(double.IsNaN(values[row * 3]) ? 5 : 9 * values[row * 3])
            + (double.IsNaN(values[(row * 3) + 1]) ? 1 : values[(row * 3) + 1] % 2) + ((int)values[(row * 3) + 2] % 5 == 0 ? 2 : 0));
        var all = $"objective=regression num_leaves=15 min_data_in_leaf=5 verbosity=-1 categorical_feature=2 deterministic=true num_threads=1 {parameters}";
        using var training = LightGbmDataset.Create(values, 3, [.. Enumerable.Range(0, Rows).Select(Label)], all, null);
        using var booster = LightGbmBooster.Create(training, all);
        for (var round = 0; round < 20; round++)
        {
            booster.Update();
        }

        AssertSameMargins(booster.Save(20), [.. values, .. Trained.Oddly(values)]);
    }

    [Fact]
    public void A_small_tree_is_read_as_it_stands()
    {
        var ensemble = LightGbmText.Read(Trained.Small);
        Assert.Equal((2, 1, false, 1), (ensemble.Columns, ensemble.Outputs, ensemble.IsAverage, ensemble.Rounds));
        var tree = Assert.Single(ensemble.Trees);
        Assert.Equal([1, 33], tree.LeftCategories(tree.Splits[1]));
        Assert.Equal([new TreeLeaf(1, 5), new TreeLeaf(2, 3), new TreeLeaf(4, 2)], tree.Leaves);
        AssertSameMargins(Trained.Small, [0, 1, 2.5, 33, 2.5, 33.9, 2.6, 1, 0, 2, 0, 65, 0, double.NaN, double.NaN, 1]);
    }

    [Theory]
    [InlineData("version=v4", "version=v3", "version is 'v3', expected 'v4'")]
    [InlineData("is_linear=0", "is_linear=1", "linear_tree")]
    [InlineData("split_feature=0 1", "split_feature=0 2", "split_feature is 2, expected 0 to 1")]
    [InlineData("threshold=2.5 0", "threshold=2.5 1", "a split's set of categories is 1, expected 0 to 0")]
    [InlineData("threshold=2.5 0", "threshold=2.5 nan", "threshold holds 'nan', expected a number")]
    [InlineData("decision_type=2 1", "decision_type=2 13", "decision_type is 13")]
    [InlineData("left_child=1 -1", "left_child=0 -1", "split 0 has the child 0")]
    [InlineData("right_child=-2 -3", "right_child=-2 -2", "split 1 has the child -2")]
    [InlineData("leaf_value=1 2 4", "leaf_value=1 2", "leaf_value holds 2 numbers, expected 3")]
    [InlineData("leaf_count=5 3 2", "leaf_count=5 -3 2", "a leaf_count is below 0")]
    [InlineData("leaf_count=5 3 2", "leaf_weight=5 3 2", "no line leaf_count")]
    [InlineData("cat_boundaries=0 2", "cat_boundaries=1 2", "cat_boundaries do not rise from 0")]
    [InlineData("num_tree_per_iteration=1", "num_tree_per_iteration=2", "1 trees, expected a multiple of 2")]
    [InlineData("end of trees", "", "no line 'end of trees'")]
    public void What_is_never_written_is_refused_by_name(string line, string instead, string expected)
    {
        Assert.Contains(line, Trained.Small, StringComparison.Ordinal);
        var error = Assert.Throws<InvalidModelFileException>(() => LightGbmText.Read(Trained.Small.Replace(line, instead, StringComparison.Ordinal)));
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    private static void AssertSameMargins(string text, double[] values)
    {
        var ensemble = LightGbmText.Read(text);
        using var booster = LightGbmBooster.Load(text);
        Assert.Equal((booster.Columns, booster.Outputs, booster.Rounds), (ensemble.Columns, ensemble.Outputs, ensemble.Rounds));
        var rows = values.Length / ensemble.Columns;
        var theirs = booster.Predict(values, rows, LightGbmApi.PredictRaw, booster.Outputs, "verbosity=-1 num_threads=1");
        var ours = new double[rows * ensemble.Outputs];
        new TreeMargins(ensemble).Margins(values, ours, 1);
        Assert.Equal(Array.ConvertAll(theirs, margin => margin * ensemble.Factor), ours);
    }
}
