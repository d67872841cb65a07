using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Statistics.Intervals;

namespace ServerlessMlops.Pipeline.Policy;

/// <summary>A rate of one group's own rows as a measure, with Wilson's interval at each level that a gate may ask for.</summary>
internal static class GroupMeasure
{
    /// <summary>What a gate may limit in one group: rates of rows, whose intervals follow from the rows alone.</summary>
    public static readonly IReadOnlyList<string> Names = ["accuracy", "recall", "specificity"];

    public static Measure Of(GroupRow row, string metric) => metric switch
    {
        "accuracy" => Rate(metric, row.Accuracy, row.N),
        "recall" => Rate(metric, row.TruePositiveRate, row.Positives ?? 0),
        "specificity" => Rate(metric, 1 - row.FalsePositiveRate, row.N - (row.Positives ?? 0)),
        _ => Measure.Missing(metric, row.N, true, $"of one group {string.Join(", ", Names)} can be limited"),
    };

    private static Measure Rate(string name, double? rate, long n)
    {
        if (rate is not { } share || n == 0)
        {
            return Measure.Missing(name, n, true, "the group has no such rows");
        }

        var hits = (long)Math.Round(share * n);
        var bounds = GateInterval.Levels.Select(level => At(hits, n, level)).ToList();
        var usual = bounds.Single(one => one.Level.Equals(GateInterval.DefaultLevel));
        return new(name, share, usual.Lower, usual.Upper, n, true) { Interval = "Wilson", Bounds = bounds };
    }

    private static Bounds At(long hits, long n, double level)
    {
        var z = NormalDistribution.Quantile((1 + level) / 2);
        return new(level, 1 - WilsonInterval.UpperLimit(n - hits, n, z), WilsonInterval.UpperLimit(hits, n, z));
    }
}
