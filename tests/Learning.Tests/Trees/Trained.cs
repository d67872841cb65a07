using ServerlessMlops.Learning.Features;
using ServerlessMlops.Learning.Learners;

namespace ServerlessMlops.Learning.Tests.Trees;

/// <summary>Trees of the samples, with rows to try them on.</summary>
internal static class Trained
{
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
