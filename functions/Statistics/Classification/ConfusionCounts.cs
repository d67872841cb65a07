namespace ServerlessMlops.Statistics.Classification;

/// <summary>The four counts of a binary decision; every rate of one threshold is read off them.</summary>
/// <remarks>All rates have no unit and lie in [0, 1] but MCC, in [−1, 1]. A rate without rows to count is unmeasured, never 0 by convention.
/// Example, held by a test: TP 6, FP 2, FN 3, TN 9 give accuracy 0.75, precision 0.75, recall 0.666667, specificity 0.818182,
/// balanced accuracy 0.742424, F1 0.705882, MCC 0.492366.</remarks>
/// <param name="TruePositives">Positive rows predicted positive.</param>
/// <param name="FalsePositives">Negative rows predicted positive.</param>
/// <param name="FalseNegatives">Positive rows predicted negative.</param>
/// <param name="TrueNegatives">Negative rows predicted negative.</param>
public readonly record struct ConfusionCounts(long TruePositives, long FalsePositives, long FalseNegatives, long TrueNegatives)
{
    public long Positives => TruePositives + FalseNegatives;

    public long Negatives => FalsePositives + TrueNegatives;

    public long Selected => TruePositives + FalsePositives;

    public long Rows => Positives + Negatives;

    /// <summary>(TP + TN) ÷ rows: 1 all right, 0 all wrong; a model that always says the larger class reaches that class's share.</summary>
    public Estimate Accuracy => Estimate.Ratio(TruePositives + TrueNegatives, Rows, Samples.Empty);

    /// <summary>TP ÷ (TP + FP): of the rows predicted positive, the share that is.</summary>
    public Estimate Precision => Estimate.Ratio(TruePositives, Selected, "no row was predicted positive");

    /// <summary>TP ÷ (TP + FN), the true positive rate: of the positive rows, the share found.</summary>
    public Estimate Recall => Estimate.Ratio(TruePositives, Positives, "there are no positive rows");

    /// <summary>TN ÷ (FP + TN), the true negative rate: of the negative rows, the share predicted negative.</summary>
    public Estimate Specificity => Estimate.Ratio(TrueNegatives, Negatives, "there are no negative rows");

    /// <summary>(recall + specificity) ÷ 2: 1 all right, 0.5 no better than chance whatever the class shares.</summary>
    /// <remarks>Source: Brodersen et al., ICPR (2010). One class alone has no value here; scikit-learn would give that class's recall.</remarks>
    public Estimate BalancedAccuracy => !Recall.TryGet(out var found) ? Recall
        : Specificity.TryGet(out var left) ? Estimate.Of((found + left) / 2) : Specificity;

    /// <summary>FP ÷ (FP + TN): of the negative rows, the share predicted positive; 0 is best.</summary>
    public Estimate FalsePositiveRate => Estimate.Ratio(FalsePositives, Negatives, "there are no negative rows");

    /// <summary>(TP + FP) ÷ rows: the share predicted positive; neither end is better.</summary>
    public Estimate SelectionRate => Estimate.Ratio(Selected, Rows, Samples.Empty);

    /// <summary>2TP ÷ (2TP + FP + FN), the harmonic mean of precision and recall: 1 both perfect, 0 no positive found.</summary>
    /// <remarks>Source: van Rijsbergen, Information Retrieval (1979), with β = 1.</remarks>
    public Estimate F1 => Estimate.Ratio(
        2.0 * TruePositives, (2.0 * TruePositives) + FalsePositives + FalseNegatives, "no row is positive or predicted positive");

    /// <summary>
    /// Matthews correlation, (TP·TN − FP·FN) ÷ √((TP+FP)(TP+FN)(TN+FP)(TN+FN)): 1 all right, 0 no better than chance, −1 all wrong.
    /// </summary>
    /// <remarks>Source: Matthews, Biochim. Biophys. Acta 405 (1975) 442–451.</remarks>
    public Estimate Mcc
    {
        get
        {
            var margins = (double)Selected * Positives * Negatives * (Rows - Selected);
            return Estimate.Ratio(
                ((double)TruePositives * TrueNegatives) - ((double)FalsePositives * FalseNegatives),
                Math.Sqrt(margins),
                "one class is missing from the labels or from the predictions");
        }
    }

    /// <summary>Counts the rows, each <paramref name="counts"/> times, at a threshold: predicted positive where score ≥ threshold.</summary>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static ConfusionCounts At(ReadOnlySpan<bool> positive, ReadOnlySpan<double> scores, double threshold, ReadOnlySpan<int> counts)
    {
        Samples.SameLength(positive.Length, scores.Length);
        Samples.SameLength(positive.Length, counts.Length);
        long rows = 0, positives = 0, selected = 0, found = 0;
        for (var row = 0; row < positive.Length; row++)
        {
            // Sums without branches: labels are as good as random where scores are near the threshold.
            var count = counts[row];
            var ofPositive = positive[row] ? count : 0;
            var above = scores[row] >= threshold;
            rows += count;
            positives += ofPositive;
            selected += above ? count : 0;
            found += above ? ofPositive : 0;
        }

        return new(found, selected - found, positives - found, rows - positives - selected + found);
    }

    /// <inheritdoc cref="At(ReadOnlySpan{bool}, ReadOnlySpan{double}, double, ReadOnlySpan{int})"/>
    public static ConfusionCounts At(ReadOnlySpan<bool> positive, ReadOnlySpan<double> scores, double threshold) =>
        At(positive, scores, threshold, Counts.Ones(positive.Length));
}
