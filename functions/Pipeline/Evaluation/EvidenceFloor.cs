using System.Globalization;

namespace ServerlessMlops.Pipeline.Evaluation;

/// <summary>How many rows a group must have before it is compared with others; smaller groups are listed, and not judged.</summary>
/// <remarks>See docs/decisions/0222: at these floors Wilson's interval of a rate is still ±0.20 and ±0.26 wide.</remarks>
public static class EvidenceFloor
{
    /// <summary>Rows of a group, for any comparison, at least; an evaluation may ask for more.</summary>
    public const int GroupRows = 20;

    /// <summary>Rows that a rate counts: positives for the true positive rate, negatives for the false positive rate.</summary>
    public const int RateRows = 10;

    /// <summary>Rows that a rate counts where groups need <paramref name="groupRows"/>: half as many.</summary>
    public static int RateRowsOf(int groupRows) => Math.Max(RateRows, (groupRows + 1) / 2);

    /// <summary>Null where there are enough, else what is missing, as a sentence.</summary>
    internal static string? Lack(long rows, int floor, string what) => rows >= floor
        ? null
        : string.Create(CultureInfo.InvariantCulture, $"{rows} {what}, compared from {floor}: {floor - rows} more needed");
}
