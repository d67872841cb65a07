using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Statistics.Testing;

namespace ServerlessMlops.Pipeline.Evaluation.Probing;

/// <summary>Measures slices of one set of rows, each beside the rest.</summary>
internal sealed class SliceMeasures
{
    private readonly TestSet _test;
    private readonly string _metric;
    private readonly double _threshold;
    private readonly int _seed;
    private readonly int _minimum;
    private readonly bool[]? _wrong;

    public SliceMeasures(TestSet test, string metric, double threshold, int seed, int minimum)
    {
        (_test, _metric, _threshold, _seed, _minimum) = (test with { Groups = [] }, metric, threshold, seed, minimum);
        Losses = RowValues.Of(LossOf(test.Task), test, threshold)!;
        _wrong = test.Task == ModelTask.Regression ? null : RowValues.Wrong(test, threshold);
    }

    /// <summary>One a row.</summary>
    public double[] Losses { get; }

    /// <summary>What a row costs.</summary>
    public static string LossOf(ModelTask task) => task == ModelTask.Regression ? "mae" : "log_loss";

    public SliceMeasures Take(int[] places) => new(_test.Take(places), _metric, _threshold, _seed, _minimum);

    /// <param name="member">One a row: whether it belongs to the slice.</param>
    /// <returns>With neither name nor conditions, and not judged yet: see <see cref="Judged"/>.</returns>
    public SliceResult Of(bool[] member)
    {
        var inside = TestSetRows.Places(member);
        var within = SampleMoments.Of(TestSetRows.Of(Losses, inside));
        var rest = SampleMoments.Of(Losses).Without(within);
        var loss = LossOf(_test.Task);
        var lack = within.N < _minimum ? $"{within.N} rows, judged from {_minimum}: {_minimum - within.N} more needed"
            : rest.N < _minimum ? $"{rest.N} rows beside it, judged from {_minimum}"
            : null;
        var result = new SliceResult
        {
            Name = "",
            Text = "",
            Where = new Dictionary<string, SliceCondition>(),
            N = within.N,
            IsDeclared = false,
            IsWeak = false,
            Primary = lack is null
                ? OneMeasure.Of(_metric, _test.Take(inside), _threshold, _seed)
                : Measure.Missing(_metric, within.N, MeasureCatalog.Find(_test.Task, _metric)?.HigherIsBetter ?? true, lack),
            Loss = lack is null ? LevelledMeasures.Mean(loss, false, within) : Measure.Missing(loss, within.N, false, lack),
            LossDifference = lack is null
                ? LevelledMeasures.MeanDifference($"{loss}_difference", false, within, rest)
                : Measure.Missing($"{loss}_difference", within.N, false, lack),
            EffectSize = lack is null ? WelchTest.EffectSize(within, rest) : null,
            P = lack is null ? WelchTest.Of(within, rest)?.P : null,
            NotJudged = lack,
        };
        return _wrong is null ? result : WithErrors(result, inside, lack);
    }

    private SliceResult WithErrors(SliceResult result, int[] inside, string? lack)
    {
        long errors = inside.LongCount(place => _wrong![place]), all = _wrong!.LongCount(wrong => wrong);
        return result with
        {
            ErrorRate = lack is null ? LevelledMeasures.Share("error_rate", false, errors, inside.Length) : Measure.Missing("error_rate", inside.Length, false, lack),
            ErrorDifference = lack is null
                ? LevelledMeasures.ShareDifference("error_rate_difference", false, (errors, inside.Length), (all - errors, _wrong!.Length - inside.Length))
                : Measure.Missing("error_rate_difference", inside.Length, false, lack),
        };
    }

    /// <summary>Which of some slices cost more than the rest by more than chance, where each of them might have: p-values are Holm's.</summary>
    public static IReadOnlyList<SliceResult> Judged(IReadOnlyList<SliceResult> slices)
    {
        var judged = slices.Where(slice => slice.P is not null).ToArray();
        var adjusted = HolmAdjustment.Adjust([.. judged.Select(slice => slice.P!.Value)]);
        var place = 0;
        return
        [
            .. slices.Select(slice => slice.P is null
                ? slice
                : slice with { P = adjusted[place], IsWeak = adjusted[place++] <= WeakSliceSearch.Level }),
        ];
    }
}
