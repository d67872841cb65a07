using System.Globalization;

namespace ServerlessMlops.Pipeline.Data;

/// <summary>How the text of one cell, without surrounding white space, is read as a number, a boolean or a date.</summary>
public static class Cell
{
    private static readonly string[] DateFormats =
    [
        "yyyy-MM-dd", "yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF",
        "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK",
        "yyyy-MM-dd HH:mm", "yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd HH:mm:ss.FFFFFFF",
    ];

    private const NumberStyles Decimal = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;

    /// <summary>A number with a decimal point or comma, an optional sign and exponent; infinite where it is spelled so or overflows.</summary>
    public static bool TryNumber(ReadOnlySpan<char> cell, bool decimalComma, out double value)
    {
        value = 0;
        if (cell.IsEmpty || cell.Length > DataLimits.NumberCharacters)
        {
            return false;
        }

        if (!char.IsAsciiDigit(cell[^1]) && cell[^1] != '.')
        {
            return IsInfinity(cell, out value);
        }

        if (!decimalComma)
        {
            return double.TryParse(cell, Decimal, CultureInfo.InvariantCulture, out value);
        }

        Span<char> point = stackalloc char[cell.Length];
        cell.Replace(point, ',', '.');
        return !cell.Contains('.') && TryNumber(point, decimalComma: false, out value);
    }

    private static bool IsInfinity(ReadOnlySpan<char> cell, out double value)
    {
        var unsigned = cell[0] is '+' or '-' ? cell[1..] : cell;
        value = cell[0] == '-' ? double.NegativeInfinity : double.PositiveInfinity;
        return unsigned.Equals("inf", StringComparison.OrdinalIgnoreCase)
            || unsigned.Equals("infinity", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Digits that start with a zero (<c>007</c>): a code, whose zeros a number would lose.</summary>
    public static bool LooksLikeCode(ReadOnlySpan<char> cell) =>
        cell.Length > 1 && cell[0] == '0' && !cell.ContainsAnyExceptInRange('0', '9');

    /// <summary>One comma and no point: <c>12,5</c>.</summary>
    public static bool HasDecimalComma(ReadOnlySpan<char> cell)
    {
        var comma = cell.IndexOf(',');
        return comma > 0 && cell[(comma + 1)..].IndexOf(',') < 0;
    }

    /// <summary>One to three digits, a comma, three digits: a decimal comma or a thousands separator, nobody can tell.</summary>
    public static bool CouldBeThousands(ReadOnlySpan<char> cell)
    {
        var comma = cell.IndexOf(',');
        var start = cell[0] is '+' or '-' ? 1 : 0;
        return comma - start is >= 1 and <= 3 && cell[start] != '0' && cell.Length - comma == 4;
    }

    public static bool TryTrueFalse(ReadOnlySpan<char> cell, out bool value)
    {
        value = cell.Equals("true", StringComparison.OrdinalIgnoreCase);
        return value || cell.Equals("false", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>What a column that is declared boolean may hold: true, false, yes, no, t, f, y, n, 1, 0, in any case.</summary>
    public static bool TryBoolean(ReadOnlySpan<char> cell, out bool value)
    {
        if (TryTrueFalse(cell, out value))
        {
            return true;
        }

        value = cell is "1" or "t" or "T" or "y" or "Y" || cell.Equals("yes", StringComparison.OrdinalIgnoreCase);
        return value || cell is "0" or "f" or "F" or "n" or "N" || cell.Equals("no", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>ISO 8601: a date, or a date and a time with or without an offset (without one: UTC).</summary>
    /// <param name="days">Days since 1970-01-01T00:00Z, with the time of day as a fraction.</param>
    public static bool TryDate(ReadOnlySpan<char> cell, out double days)
    {
        days = 0;
        if (cell.Length is < 10 or > 33 || cell[4] != '-' || cell[7] != '-' || !char.IsAsciiDigit(cell[0]))
        {
            return false;
        }

        const DateTimeStyles Universal = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        if (!DateTime.TryParseExact(cell, DateFormats, CultureInfo.InvariantCulture, Universal, out var time))
        {
            return false;
        }

        days = (time - DateTime.UnixEpoch).TotalDays;
        return true;
    }

    public static string FormatDate(double days)
    {
        // Days are held as a double: a millisecond is the finest that every date keeps.
        var time = DateTime.UnixEpoch.AddMilliseconds(Math.Round(days * 86_400_000));
        return time.TimeOfDay == TimeSpan.Zero
            ? time.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
            : time.ToString("yyyy-MM-dd'T'HH:mm:ss.FFF'Z'", CultureInfo.InvariantCulture);
    }
}
