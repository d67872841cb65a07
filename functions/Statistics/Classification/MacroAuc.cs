namespace ServerlessMlops.Statistics.Classification;

/// <summary>Mean over the classes of the ROC AUC of that class's probability against all others (one versus rest, macro average).</summary>
public sealed class MacroAuc
{
    private readonly ScoreRanking[] _rankings;

    private MacroAuc(ScoreRanking[] rankings) => _rankings = rankings;

    /// <summary>Sorts once for each class, so that each resample costs O(classes · n).</summary>
    /// <param name="actual">Class index of each row, in [0, classes).</param>
    /// <param name="probabilities">Row by row, one finite score a class.</param>
    /// <exception cref="ArgumentException">The lengths differ, or a score is not finite.</exception>
    public static MacroAuc Rank(ReadOnlySpan<int> actual, double[][] probabilities, int classes)
    {
        Samples.SameLength(actual.Length, probabilities.Length);
        var rankings = new ScoreRanking[classes];
        var positive = new bool[actual.Length];
        var scores = new double[actual.Length];
        for (var k = 0; k < classes; k++)
        {
            for (var row = 0; row < scores.Length; row++)
            {
                positive[row] = actual[row] == k;
                scores[row] = probabilities[row][k];
            }

            rankings[k] = ScoreRanking.Of(positive, scores);
        }

        return new(rankings);
    }

    /// <returns>
    /// No unit, in [0, 1]: 1 each class perfectly ranked, 0.5 what chance gives however many classes there are. Unmeasured where a class has
    /// no row: what was never tested is not evidence. Two classes give the AUC of the binary case.
    /// </returns>
    /// <remarks>Source: Provost and Domingos (2000), unweighted; scikit-learn, roc_auc_score(multi_class="ovr", average="macro").</remarks>
    public static Estimate Of(ReadOnlySpan<int> actual, double[][] probabilities, int classes)
    {
        foreach (var row in probabilities)
        {
            if (Samples.Fault(row) is { } fault)
            {
                return Estimate.Unmeasured(fault);
            }
        }

        return Rank(actual, probabilities, classes).Of(Counts.Ones(actual.Length));
    }

    /// <inheritdoc cref="Of(ReadOnlySpan{int}, double[][], int)"/>
    public Estimate Of(ReadOnlySpan<int> counts)
    {
        double sum = 0;
        foreach (var ranking in _rankings)
        {
            if (!ranking.RocAuc(counts).TryGet(out var auc))
            {
                return Estimate.Unmeasured("a class has no row, or every row is of one class");
            }

            sum += auc;
        }

        return Estimate.Ratio(sum, _rankings.Length, "there are no classes");
    }
}
