namespace ServerlessMlops.Statistics.Classification;

/// <summary>Counts by actual and predicted class, and the averages over classes read off them.</summary>
/// <remarks>
/// Macro averages run over the classes that occur among the labels or the predictions, each weighing the same; such a class that is never
/// predicted counts with precision 0, one that never occurs among the labels with recall 0, as in scikit-learn: the low end, so that
/// a class cannot help by being ignored. No unit, in [0, 1]. Example, held by a test: actual (a, b, c, a, b, c) predicted
/// (a, c, b, a, a, b) give accuracy 0.333333, macro precision 0.222222, macro recall 0.333333, macro F1 0.266667.
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

    private Estimate Macro(Func<ConfusionCounts, Estimate> rate)
    {
        double sum = 0;
        var occurring = 0;
        for (var k = 0; k < Classes; k++)
        {
            var one = Against(k);
            if (one.Positives + one.Selected > 0)
            {
                occurring++;
                sum += rate(one).Value ?? 0;
            }
        }

        return Estimate.Ratio(sum, occurring, Samples.Empty);
    }
}
