namespace ServerlessMlops.Statistics.Classification;

/// <summary>Counts by actual and predicted class, and the averages over classes read off them.</summary>
/// <remarks>
/// Macro averages run over the classes that occur among the labels or the predictions, each weighing the same; such a class that is never
/// predicted counts with precision 0, one that never occurs among the labels with recall 0, as in scikit-learn: the low end, so that
/// a class cannot help by being ignored. Weighted averages run over the classes among the labels. With one label a row, micro precision,
/// recall and F1 are all the accuracy. No unit, in [0, 1]. Example, held by a test: actual (a, b, c, a, b, c) predicted
/// (a, c, b, a, a, b) give accuracy 0.333333, macro precision 0.222222, macro recall 0.333333, macro F1 0.266667, kappa 0.
/// </remarks>
public sealed class ConfusionMatrix
{
    private readonly long[] _cells;

    private ConfusionMatrix(int classes, long[] cells) => (Classes, _cells) = (classes, cells);

    public int Classes { get; }

    /// <summary>Rows of class <paramref name="actual"/> that were predicted <paramref name="predicted"/>.</summary>
    public long this[int actual, int predicted] => _cells[(actual * Classes) + predicted];

    public long Rows => _cells.Sum();

    /// <summary>Share of rows on the diagonal; with one label a row also micro precision, recall and F1.</summary>
    public Estimate Accuracy => Estimate.Ratio(Enumerable.Range(0, Classes).Sum(k => this[k, k]), Rows, Samples.Empty);

    /// <summary>Mean recall over the classes that occur among the labels: 1 all right, 1 ÷ k no better than chance.</summary>
    /// <remarks>As scikit-learn's balanced_accuracy_score; macro recall counts a class that was only ever predicted too, with 0.</remarks>
    public Estimate BalancedAccuracy => Average(one => one.Recall, one => one.Positives > 0 ? 1 : 0);

    /// <summary>Cohen's kappa, (pₒ − pₑ) ÷ (1 − pₑ): accuracy beyond what labels and predictions drawn apart by their shares would reach.</summary>
    /// <remarks>In [−1, 1]: 1 all right, 0 no better than chance. Source: Cohen, Educ. Psychol. Meas. 20 (1960) 37–46.</remarks>
    public Estimate Kappa
    {
        get
        {
            double rows = Rows, right = 0, chance = 0;
            for (var k = 0; k < Classes; k++)
            {
                var one = Against(k);
                right += one.TruePositives;
                chance += (double)one.Positives * one.Selected;
            }

            return Estimate.Ratio(
                (right * rows) - chance, (rows * rows) - chance, "the labels and the predictions are all of one class, or there are no rows");
        }
    }

    /// <summary>Precision of each class, weighed by its rows among the labels.</summary>
    public Estimate WeightedPrecision => Average(one => one.Precision, one => one.Positives);

    /// <summary>Recall of each class, weighed by its rows among the labels: the same number as accuracy.</summary>
    public Estimate WeightedRecall => Average(one => one.Recall, one => one.Positives);

    /// <summary>F1 of each class, weighed by its rows among the labels.</summary>
    public Estimate WeightedF1 => Average(one => one.F1, one => one.Positives);

    public Estimate MacroPrecision => Macro(one => one.Precision);

    public Estimate MacroRecall => Macro(one => one.Recall);

    public Estimate MacroF1 => Macro(one => one.F1);

    /// <summary>
    /// Matthews correlation of k classes, (c·s − Σ tₖpₖ) ÷ √((s² − Σ pₖ²)(s² − Σ tₖ²)); c right rows of s, tₖ rows of class k, pₖ predicted
    /// k. In [−1, 1]: 1 all right, 0 no better than chance.
    /// </summary>
    /// <remarks>Source: Gorodkin, Comput. Biol. Chem. 28 (2004) 367–374.</remarks>
    public Estimate Mcc
    {
        get
        {
            double rows = Rows, right = 0, crossed = 0, predictedSquares = 0, actualSquares = 0;
            for (var k = 0; k < Classes; k++)
            {
                var one = Against(k);
                right += one.TruePositives;
                crossed += (double)one.Positives * one.Selected;
                predictedSquares += (double)one.Selected * one.Selected;
                actualSquares += (double)one.Positives * one.Positives;
            }

            // One root of the product: two roots multiplied can come out below the exact value, and the ratio above 1.
            var spread = Math.Sqrt(((rows * rows) - predictedSquares) * ((rows * rows) - actualSquares));
            return Estimate.Ratio((right * rows) - crossed, spread, "the labels or the predictions are of one class only");
        }
    }

    /// <summary>Counts the rows, each <paramref name="counts"/> times.</summary>
    /// <param name="actual">Class index of each row, in [0, classes).</param>
    /// <param name="predicted">Predicted class index of each row, in [0, classes).</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static ConfusionMatrix Of(ReadOnlySpan<int> actual, ReadOnlySpan<int> predicted, int classes, ReadOnlySpan<int> counts)
    {
        Samples.SameLength(actual.Length, predicted.Length);
        Samples.SameLength(actual.Length, counts.Length);
        var cells = new long[classes * classes];
        for (var row = 0; row < actual.Length; row++)
        {
            cells[(actual[row] * classes) + predicted[row]] += counts[row];
        }

        return new(classes, cells);
    }

    /// <inheritdoc cref="Of(ReadOnlySpan{int}, ReadOnlySpan{int}, int, ReadOnlySpan{int})"/>
    public static ConfusionMatrix Of(ReadOnlySpan<int> actual, ReadOnlySpan<int> predicted, int classes) =>
        Of(actual, predicted, classes, Counts.Ones(actual.Length));

    /// <summary>Class <paramref name="k"/> against all others.</summary>
    public ConfusionCounts Against(int k)
    {
        long actual = 0, predicted = 0;
        for (var other = 0; other < Classes; other++)
        {
            actual += this[k, other];
            predicted += this[other, k];
        }

        var right = this[k, k];
        return new(right, predicted - right, actual - right, Rows - actual - predicted + right);
    }

    private Estimate Macro(Func<ConfusionCounts, Estimate> rate) => Average(rate, one => one.Positives + one.Selected > 0 ? 1 : 0);

    /// <summary>A class with a weight and without a value counts with 0.</summary>
    private Estimate Average(Func<ConfusionCounts, Estimate> rate, Func<ConfusionCounts, double> weight)
    {
        double sum = 0, weights = 0;
        for (var k = 0; k < Classes; k++)
        {
            var one = Against(k);
            var weighs = weight(one);
            weights += weighs;
            sum += weighs > 0 ? weighs * (rate(one).Value ?? 0) : 0;
        }

        return Estimate.Ratio(sum, weights, Samples.Empty);
    }
}
