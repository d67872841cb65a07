using System.Globalization;

namespace ServerlessMlops.Pipeline.Training.Search;

/// <summary>One setting that a search may change, with its range; searched on [0, 1].</summary>
/// <param name="Name">The learner's own name.</param>
/// <param name="IsLog">Factors, not differences, are alike.</param>
internal sealed record SearchDimension(string Name, double Low, double High, bool IsLog = false, bool IsWhole = false)
{
    /// <summary>Digits that are kept: what is written is what is trained with.</summary>
    private const int Digits = 4;

    /// <param name="unit">In [0, 1].</param>
    public string Write(double unit)
    {
        var value = IsLog ? Low * Math.Pow(High / Low, unit) : Low + (unit * (High - Low));
        return IsWhole
            ? Math.Clamp(Math.Round(value), Low, High).ToString("0", CultureInfo.InvariantCulture)
            : Math.Clamp(Round(value), Low, High).ToString("R", CultureInfo.InvariantCulture);
    }

    /// <returns>Where a written setting lies, in [0, 1]; one from outside at the nearer end.</returns>
    public double Read(string text)
    {
        var value = double.Parse(text, CultureInfo.InvariantCulture);
        var unit = IsLog ? Math.Log(Math.Max(value, Low) / Low) / Math.Log(High / Low) : (value - Low) / (High - Low);
        return Math.Clamp(unit, 0, 1);
    }

    private static double Round(double value) => double.Parse(value.ToString($"G{Digits}", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
}
