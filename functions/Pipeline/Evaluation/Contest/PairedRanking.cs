using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Statistics.Classification;
using ServerlessMlops.Statistics.Intervals;

namespace ServerlessMlops.Pipeline.Evaluation;

/// <summary>How well two models rank the same rows.</summary>
internal static class PairedRanking
{
    /// <summary>Of 95 %, two-sided: the standard normal's 97.5 % quantile.</summary>
    private static readonly double Usual = NormalDistribution.Quantile(0.975);

    public static PairedMeasure Auc(Contestant challenger, Contestant opponent)
    {
        var positive = challenger.Positive;
        var (first, second) = (challenger.Test.Probability, opponent.Test.Probability);
        var (own, theirs) = (RocAuc.Of(positive, first), RocAuc.Of(positive, second));
        if (!own.TryGet(out var one) || !theirs.TryGet(out var other))
        {
            return new("auc", own.Value, theirs.Value, Measure.Missing("auc", positive.Length, true, own.Reason ?? theirs.Reason!), null);
        }

        if (SameOrder(first, second))
        {
            return new("auc", one, other, Nothing("auc", positive.Length, true, "both models rank every row alike"), 1, "DeLong");
        }

        return DeLong.Compare(positive, first, second) is { } paired
            ? new("auc", one, other, Read(paired, positive.Length), paired.P, "DeLong")
            : new("auc", one, other, new("auc", one - other, null, null, positive.Length, true) { Interval = "no interval: the scores leave no variance" }, null);
    }

    /// <summary>A difference that is 0 whichever rows are drawn.</summary>
    public static Measure Nothing(string name, long n, bool higherIsBetter, string why) => new(name, 0, 0, 0, n, higherIsBetter)
    {
        Interval = why,
        Bounds = [.. Measure.BoundLevels.Select(level => new Bounds(level, 0, 0))],
    };

    private static Measure Read(PairedAuc paired, long n)
    {
        var error = (paired.Interval.Upper!.Value - paired.Interval.Lower!.Value) / (2 * Usual);
        return new("auc", paired.Difference, paired.Interval.Lower, paired.Interval.Upper, n, true)
        {
            Interval = paired.Interval.Method,
            Bounds = [.. Measure.BoundLevels.Select(level => At(level, paired.Difference, error * NormalDistribution.Quantile((1 + level) / 2)))],
        };
    }

    private static Bounds At(double level, double difference, double half) => new(level, difference - half, difference + half);

    /// <summary>Whether two scores put the rows in one order, ties included: no threshold then tells them apart.</summary>
    private static bool SameOrder(double[] first, double[] second)
    {
        var (keys, order) = ((double[])first.Clone(), Enumerable.Range(0, first.Length).ToArray());
        Array.Sort(keys, order);
        for (var place = 1; place < order.Length; place++)
        {
            if (keys[place].CompareTo(keys[place - 1]) != Math.Sign(second[order[place]].CompareTo(second[order[place - 1]])))
            {
                return false;
            }
        }

        return true;
    }
}
