namespace ServerlessMlops.Pipeline.Data;

/// <summary>Whether values that pass a check are what it is for, or pass by chance: one number in ten passes Luhn's.</summary>
internal static class Evidence
{
    /// <summary>Chance of naming one form in one column wrongly, where its values are random: 1 in 10,000.</summary>
    public const double Level = 1e-4;

    /// <summary>Less of the values of the form than this is a coincidence of some system of numbers.</summary>
    private const double Most = 0.5;

    /// <param name="valid">Different values that pass.</param>
    /// <param name="shaped">Different values of the form; at least <paramref name="valid"/>.</param>
    /// <param name="chance">That a random one passes.</param>
    public static bool IsEnough(long valid, long shaped, double chance) =>
        valid > 0 && Real(valid, shaped, chance) >= Most * shaped && (chance == 0 || Bound(valid, shaped, chance) <= Level * (1 + 1e-9));

    /// <summary>How many of the valid values are real, chance taken off: (v − c·s) ÷ (1 − c), at least 0.</summary>
    public static double Real(long valid, long shaped, double chance) => Math.Max(0, (valid - (chance * shaped)) / (1 - chance));

    /// <summary>
    /// An upper bound of the probability that at least so many of n random values pass: exp(−n · KL(v/n ‖ c)), Chernoff 1952; exact where
    /// all pass. Four of four at 0.1 give 0.0001.
    /// </summary>
    public static double Bound(long valid, long shaped, double chance)
    {
        var share = (double)valid / shaped;
        if (share <= chance)
        {
            return 1;
        }

        var divergence = (share * Math.Log(share / chance)) + (share < 1 ? (1 - share) * Math.Log((1 - share) / (1 - chance)) : 0);
        return Math.Exp(-shaped * divergence);
    }
}
