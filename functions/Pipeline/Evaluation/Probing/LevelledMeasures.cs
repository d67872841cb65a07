using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Statistics.Intervals;
using ServerlessMlops.Statistics.Testing;

namespace ServerlessMlops.Pipeline.Evaluation.Probing;

/// <summary>Measures whose interval is a formula, so that they can carry it at every level at no cost.</summary>
internal static class LevelledMeasures
{
    /// <summary>A mean with Student's interval: mean ± t · s ÷ √n.</summary>
    public static Measure Mean(string name, bool higherIsBetter, SampleMoments sample) => sample.N < 2
        ? Measure.Missing(name, sample.N, higherIsBetter, $"{sample.N} rows")
        : Make(name, sample.Mean, sample.N, higherIsBetter, "Student", level =>
        {
            var half = StudentDistribution.UpperQuantile((1 - level) / 2, sample.N - 1) * Math.Sqrt(sample.Variance / sample.N);
            return (sample.Mean - half, sample.Mean + half);
        });

    /// <summary>A share with Wilson's interval.</summary>
    public static Measure Share(string name, bool higherIsBetter, long part, long whole) => whole == 0
        ? Measure.Missing(name, 0, higherIsBetter, "there are no rows")
        : Make(name, part / (double)whole, whole, higherIsBetter, "Wilson", level => Wilson(part, whole, level));

    /// <summary>First − second share, with Newcombe's interval of Wilson's two (see <c>DifferenceInProportionsOfLabels</c>).</summary>
    public static Measure ShareDifference(string name, bool higherIsBetter, (long Part, long Whole) first, (long Part, long Whole) second)
    {
        if (first.Whole == 0 || second.Whole == 0)
        {
            return Measure.Missing(name, 0, higherIsBetter, "there are no rows on one side");
        }

        double one = first.Part / (double)first.Whole, two = second.Part / (double)second.Whole;
        return Make(name, one - two, first.Whole, higherIsBetter, "Newcombe", level =>
            Newcombe((one, Wilson(first.Part, first.Whole, level)), (two, Wilson(second.Part, second.Whole, level))));
    }

    /// <summary>First − second mean, with Welch's interval.</summary>
    public static Measure MeanDifference(string name, bool higherIsBetter, SampleMoments first, SampleMoments second) =>
        WelchTest.Of(first, second) is { } test
            ? Make(name, test.Difference, first.N, higherIsBetter, "Welch", level => (test.Interval(level).Lower!.Value, test.Interval(level).Upper!.Value))
            : Measure.Missing(name, first.N, higherIsBetter, "fewer than two rows on one side, or no row costs more than another");

    /// <summary>First − second of two measures of different rows: the distances of their ends, squared and added.</summary>
    /// <remarks>Source: Zou and Donner, Stat. Med. 27 (2008) 1693–1702, equations 8 and 9.</remarks>
    public static Measure Difference(Measure first, Measure second)
    {
        var missing = first.Unmeasured ?? second.Unmeasured;
        if (missing is not null || first is not { Lower: { } a, Upper: { } b } || second is not { Lower: { } c, Upper: { } d })
        {
            return missing is not null
                ? Measure.Missing(first.Name, first.N, first.HigherIsBetter, missing)
                : new(first.Name, first.Value - second.Value, null, null, first.N, first.HigherIsBetter) { Interval = "no interval of one of the two" };
        }

        var (lower, upper) = Newcombe((first.Value!.Value, (a, b)), (second.Value!.Value, (c, d)));
        return new(first.Name, first.Value - second.Value, lower, upper, first.N, first.HigherIsBetter) { Interval = "square and add" };
    }

    /// <summary>An estimate ± z · √variance, cut to its range.</summary>
    public static Measure Normal(string name, bool higherIsBetter, double value, double variance, long n, (double Low, double High) range, string method) =>
        Make(name, value, n, higherIsBetter, method, level =>
        {
            var half = NormalDistribution.Quantile((1 + level) / 2) * Math.Sqrt(variance);
            return (Math.Max(range.Low, value - half), Math.Min(range.High, value + half));
        });

    private static Measure Make(string name, double value, long n, bool higherIsBetter, string method, Func<double, (double Lower, double Upper)> at)
    {
        Bounds At(double level)
        {
            var (lower, upper) = at(level);
            return new(level, lower, upper);
        }

        var usual = At(Interval.Level);
        return new(name, value, usual.Lower, usual.Upper, n, higherIsBetter)
        {
            Interval = method,
            Bounds = [.. Measure.BoundLevels.Select(At)],
        };
    }

    private static (double Lower, double Upper) Wilson(long part, long whole, double level)
    {
        var z = NormalDistribution.Quantile((1 + level) / 2);
        return (part == 0 ? 0 : 1 - WilsonInterval.UpperLimit(whole - part, whole, z), part == whole ? 1 : WilsonInterval.UpperLimit(part, whole, z));
    }

    private static (double Lower, double Upper) Newcombe((double Value, (double Lower, double Upper) Ends) one, (double Value, (double Lower, double Upper) Ends) two) => (
        one.Value - two.Value - double.Hypot(one.Value - one.Ends.Lower, two.Ends.Upper - two.Value),
        one.Value - two.Value + double.Hypot(one.Ends.Upper - one.Value, two.Value - two.Ends.Lower));
}
