namespace ServerlessMlops.Statistics.Intervals;

/// <summary>An AUC with DeLong's variance.</summary>
/// <param name="Rarer">Rows of the class that has fewer.</param>
public sealed record AucVariance(double Auc, double Variance, long Rarer)
{
    /// <summary>
    /// The interval made on the logit: logit A ± z·s ÷ (A(1 − A)), mapped back. Of scores that separate the classes, where the variance is 0,
    /// it is Wilson's of as many pairs as the rarer class has rows: that many pairs share no row, and each was ordered rightly.
    /// </summary>
    /// <returns>Within (0, 1), or to 1 (0) at an AUC of 1 (0). None where all scores are alike. An AUC of 0.9 with a variance of 0.0016 gives
    /// [0.790200, 0.955567].</returns>
    /// <remarks>
    /// Coverage by simulation: docs/decisions/0501. Source: Pepe, The Statistical Evaluation of Medical Tests (2003), 5.2.
    /// </remarks>
    public Interval Logit(double level = Interval.Level)
    {
        if (Auc is 0 or 1)
        {
            var pairs = WilsonInterval.Of(Auc == 1 ? Rarer : 0, Rarer, level);
            return pairs with { Method = $"Wilson of {Rarer} pairs that share no row" };
        }

        if (!(Variance > 0))
        {
            return Interval.None("the scores leave no variance");
        }

        var middle = Math.Log(Auc / (1 - Auc));
        var half = Interval.ZOf(level) * Math.Sqrt(Variance) / (Auc * (1 - Auc));
        return new(Back(middle - half), Back(middle + half), "DeLong, logit");
    }

    private static double Back(double logit) => 1 / (1 + Math.Exp(-logit));
}
