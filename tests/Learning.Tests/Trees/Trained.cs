using ServerlessMlops.Learning.Features;
using ServerlessMlops.Learning.Learners;

namespace ServerlessMlops.Learning.Tests.Trees;

/// <summary>Trees of the samples, with rows to try them on.</summary>
internal static class Trained
{
    /// <summary>Three leaves: a ≤ 2.5 to the left, and there b in {1, 33} to the left.</summary>
    public const string Small = """
        tree
        version=v4
        num_class=1
        num_tree_per_iteration=1
        label_index=0
        max_feature_idx=1
        objective=regression
        feature_names=a b
        feature_infos=[0:5] 0:1:33
        tree_sizes=500

        Tree=0
        num_leaves=3
        num_cat=1
        split_feature=0 1
        split_gain=1 1
        threshold=2.5 0
        decision_type=2 1
        left_child=1 -1
        right_child=-2 -3
        leaf_value=1 2 4
        leaf_weight=1 1 1
        leaf_count=5 3 2
        internal_value=0 0
        internal_weight=0 0
        internal_count=10 7
        cat_boundaries=0 2
        cat_threshold=2 2
        is_linear=0
        shrinkage=1


        end of trees

        feature_importances:

        """;

    /// <summary>What an encoded column may be asked about: borders of types and of the library's own rules.</summary>
    private static readonly double[] Odd =
    [
        double.NaN, 0, -0.0, 1e-36, -1e-36, 1e-35f, -1e-35f, 1e-34, -1e-34, -0.5, 0.5, -1, 1.5, 2.999, 31, 32, 63, 64, 1000, 2_147_483_647,
        2_147_483_648, 1e18, -1e18, 1e300, double.PositiveInfinity, double.NegativeInfinity, double.Epsilon,
    ];

    public static TheoryData<string, string> Models => new()
    {
        { "credit", Trainer.LightGbm },
        { "credit", Trainer.RandomForest },
        { "penguins", Trainer.LightGbm },
        { "penguins", Trainer.RandomForest },
        { "concrete", Trainer.LightGbm },
        { "concrete", Trainer.RandomForest },
    };

    public static string Text(string sample, string candidate) =>
        Assert.IsType<BoostedTrees>(Samples.Trained(sample, candidate).File.Learned).Text;

    /// <summary>Every row of the sample, encoded; then as many again with odd values in a third of the cells.</summary>
    public static double[] Rows(string sample, string candidate)
    {
        var encoder = new FeatureEncoder(Samples.Trained(sample, candidate).File.Transform);
        var table = Samples.Named(sample, candidate).Table;
        var encoded = encoder.Encode(table, [.. Enumerable.Range(0, table.RowCount)]);
        return [.. encoded, .. Oddly(encoded)];
    }

    public static double[] Oddly(double[] values)
    {
        var random = new Random(11);
        return Array.ConvertAll(values, value => random.Next(3) == 0 ? Odd[random.Next(Odd.Length)] : value);
    }
}
