using ServerlessMlops.Pipeline.Data;

namespace ServerlessMlops.Learning.Features;

/// <summary>Fixes the reference of a date's ages at the last day of the training rows.</summary>
internal static class DateFitting
{
    private static readonly DatePart[] Parts = [DatePart.Age, DatePart.Year, DatePart.Month, DatePart.Day, DatePart.Weekday];

    /// <param name="isMonotone">Then the age alone is encoded: by the other parts the score could fall again.</param>
    public static DateEncoding Fit(NumberColumn column, ReadOnlySpan<int> rows, bool isMonotone)
    {
        var last = double.NegativeInfinity;
        var hasTime = false;
        foreach (var row in rows)
        {
            if (!column.IsMissing(row))
            {
                last = Math.Max(last, Math.Floor(column.Values[row]));
                hasTime |= column.Values[row] != Math.Floor(column.Values[row]);
            }
        }

        DatePart[] parts = isMonotone ? [DatePart.Age] : hasTime ? [.. Parts, DatePart.Hour] : Parts;
        return new DateEncoding(parts, double.IsFinite(last) ? last : 0);
    }
}
