using ServerlessMlops.Pipeline.Contracts;

namespace ServerlessMlops.Pipeline.Evaluation;

/// <summary>The ROC and precision–recall curves of scores, and how errors lie along predictions.</summary>
public static class ScoreCurves
{
    private const int Bins = 20;

    /// <returns>Null where there is nothing to draw: many classes, rows of one class, or scores that cannot be measured.</returns>
    public static CurveReport? Of(TestSet test) => test.Fault() is not null ? null : test.Task switch
    {
        ModelTask.Binary when test.Actual.Contains(0) && test.Actual.Contains(1) => Ranked(test),
        ModelTask.Regression => new([], [], Residuals(test)),
        _ => null,
    };

    /// <summary>One point a distinct score, equal scores together; thinned evenly, both ends kept.</summary>
    private static CurveReport Ranked(TestSet test)
    {
        var positives = test.Actual.Count(label => label == 1);
        var negatives = test.Rows - positives;
        var order = Enumerable.Range(0, test.Rows).OrderByDescending(row => test.Probability[row]).ToArray();
        List<CurvePoint> roc = [new(0, 0)], precision = [];
        int found = 0, wrong = 0;
        for (var place = 0; place < order.Length; place++)
        {
            (found, wrong) = test.Actual[order[place]] == 1 ? (found + 1, wrong) : (found, wrong + 1);
            if (place + 1 == order.Length || test.Probability[order[place + 1]] != test.Probability[order[place]])
            {
                roc.Add(new(wrong / (double)negatives, found / (double)positives));
                precision.Add(new(found / (double)positives, found / (double)(found + wrong)));
            }
        }

        return new(Thinned(roc), Thinned(precision), []);
    }

    private static IReadOnlyList<CurvePoint> Thinned(List<CurvePoint> points) => points.Count <= CurveReport.MostPoints
        ? points
        : [.. Enumerable.Range(0, CurveReport.MostPoints).Select(step => points[(int)Math.Round(step * (points.Count - 1.0) / (CurveReport.MostPoints - 1))])];

    /// <summary>Bins of equal numbers of rows.</summary>
    private static ResidualBin[] Residuals(TestSet test)
    {
        var order = Enumerable.Range(0, test.Rows).OrderBy(row => test.Predicted[row]).ToArray();
        var bins = Math.Min(Bins, Math.Max(1, test.Rows / 10));
        return
        [
            .. Enumerable.Range(0, bins).Select(bin =>
            {
                var rows = order[(int)((long)bin * order.Length / bins)..(int)((long)(bin + 1) * order.Length / bins)];
                var residuals = rows.Select(row => test.ActualValue[row] - test.Predicted[row]).Order().ToArray();
                return new ResidualBin(
                    rows.Average(row => test.Predicted[row]), Quantile(residuals, 0.1), Quantile(residuals, 0.5), Quantile(residuals, 0.9), rows.Length);
            }),
        ];
    }

    /// <summary>Linear between order statistics, as numpy's percentile.</summary>
    private static double Quantile(double[] sorted, double p)
    {
        var place = p * (sorted.Length - 1);
        var below = (int)place;
        return sorted[below] + ((place - below) * (sorted[Math.Min(below + 1, sorted.Length - 1)] - sorted[below]));
    }
}
