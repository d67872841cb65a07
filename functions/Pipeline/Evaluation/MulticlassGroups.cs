using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Statistics;
using ServerlessMlops.Statistics.Fairness;
using Measures = ServerlessMlops.Statistics.Fairness.Disparities;

namespace ServerlessMlops.Pipeline.Evaluation;

/// <summary>Accuracy, calibration, and for each class the share predicted and the recall, by group.</summary>
internal sealed class MulticlassGroups(TestSet test) : GroupPlan
{
    private readonly int[] _predicted = MulticlassMeasures.Predicted(test);
    private readonly TopLabelCells _calibration = new(test);
    private readonly int _classes = test.Classes.Count;

    /// <summary>The confusion matrix, then the calibration bins.</summary>
    public override int Width => (_classes * _classes) + TopLabelCells.Width;

    public override IReadOnlyList<GroupRate> Rates =>
    [
        new("accuracy", true, sums => Estimate.Ratio(Right(sums), Rows(sums), Samples), Rows, null, Right),
        new("ece", false, sums => TopLabelCells.CalibrationError(sums[(_classes * _classes)..]), Rows, null, null),
        .. Enumerable.Range(0, _classes).Select(label => new GroupRate(
            $"selection_rate of {test.Classes[label]}", false, sums => Estimate.Ratio(Selected(sums, label), Rows(sums), Samples), Rows, null,
            sums => Selected(sums, label))),
        .. Enumerable.Range(0, _classes).Select(label => new GroupRate(
            $"recall of {test.Classes[label]}", true, sums => Estimate.Ratio(sums[Cell(label, label)], Actual(sums, label), Samples),
            sums => Actual(sums, label), $"rows of {test.Classes[label]}", sums => (long)sums[Cell(label, label)])),
    ];

    public override IReadOnlyList<GroupDisparity> Disparities =>
    [
        new("accuracy_difference", Contrast.Difference, [0], by => Measures.AccuracyDifference(by[0])),
        new(
            "demographic_parity_difference", Contrast.Difference, [.. Enumerable.Range(2, _classes)],
            by => Largest(by, rate => Measures.DemographicParityDifference(rate))),
        new(
            "equal_opportunity_difference", Contrast.Difference, [.. Enumerable.Range(2 + _classes, _classes)],
            by => Largest(by, rate => Measures.EqualOpportunityDifference(rate)), SkipsLacking: true),
        new("calibration_difference", Contrast.Difference, [1], by => Measures.CalibrationDifference(by[0])),
    ];

    private const string Samples = "there are no rows";

    public override void Add(ReadOnlySpan<int> counts, int[] cell, Span<double> sums)
    {
        for (var row = 0; row < counts.Length; row++)
        {
            sums[(cell[row] * Width) + Cell(test.Actual[row], _predicted[row])] += counts[row];
        }

        _calibration.Add(counts, cell, _classes * _classes, Width, sums);
    }

    public override long Rows(ReadOnlySpan<double> sums)
    {
        double rows = 0;
        foreach (var count in sums[..(_classes * _classes)])
        {
            rows += count;
        }

        return (long)rows;
    }

    public override GroupRow Row(string name, ReadOnlySpan<double> sums) =>
        new(name, Rows(sums), Accuracy: Estimate.Ratio(Right(sums), Rows(sums), Samples).Value);

    public override (long[] Rows, long[] Positives, double[] Probabilities)? Bins(ReadOnlySpan<double> sums) =>
        TopLabelCells.Bins(sums[(_classes * _classes)..]);

    private static Estimate Largest(ByGroup[] classes, Func<ByGroup, Estimate> disparity)
    {
        var values = classes.Select(disparity).ToArray();
        var open = values.Where(value => !value.IsMeasured).ToArray();
        return open.Length > 0 ? open[0] : Estimate.Of(values.Max(value => value.Value!.Value));
    }

    private int Cell(int actual, int predicted) => (actual * _classes) + predicted;

    private long Right(ReadOnlySpan<double> sums)
    {
        double right = 0;
        for (var label = 0; label < _classes; label++)
        {
            right += sums[Cell(label, label)];
        }

        return (long)right;
    }

    private long Selected(ReadOnlySpan<double> sums, int label)
    {
        double selected = 0;
        for (var actual = 0; actual < _classes; actual++)
        {
            selected += sums[Cell(actual, label)];
        }

        return (long)selected;
    }

    private long Actual(ReadOnlySpan<double> sums, int label)
    {
        double rows = 0;
        for (var predicted = 0; predicted < _classes; predicted++)
        {
            rows += sums[Cell(label, predicted)];
        }

        return (long)rows;
    }
}
