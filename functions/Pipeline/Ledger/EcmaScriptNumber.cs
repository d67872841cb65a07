using System.Globalization;

namespace ServerlessMlops.Pipeline.Ledger;

/// <summary>A double as ECMAScript writes it: the shortest digits that read back to the same value. Source: ECMA-262, Number::toString.</summary>
public static class EcmaScriptNumber
{
    /// <param name="value">Finite. 1e21 gives <c>1e+21</c>, 1e20 gives <c>100000000000000000000</c>, -0 gives <c>0</c>.</param>
    public static string Format(double value)
    {
        if (!double.IsFinite(value))
        {
            throw new ArgumentOutOfRangeException(nameof(value), value, "JSON has no such number.");
        }

        if (value == 0)
        {
            return "0";
        }

        // "E16" would round; "R" gives the shortest digits, in one of two notations that differ from ECMAScript's.
        var shortest = Math.Abs(value).ToString("R", CultureInfo.InvariantCulture);
        var (mantissa, exponent) = shortest.Split('E') is [var m, var e] ? (m, int.Parse(e, CultureInfo.InvariantCulture)) : (shortest, 0);
        var whole = mantissa.Split('.') is [var w, _] ? w : mantissa;
        var all = mantissa.Replace(".", "", StringComparison.Ordinal);
        var digits = all.TrimStart('0');
        var point = whole.Length + exponent - (all.Length - digits.Length);
        return (value < 0 ? "-" : "") + Lay(digits.TrimEnd('0'), point);
    }

    /// <param name="digits">Without zeros at either end.</param>
    /// <param name="point">Where the decimal point stands, counted from the first digit (n of ECMA-262).</param>
    private static string Lay(string digits, int point) => point switch
    {
        _ when digits.Length <= point && point <= 21 => digits.PadRight(point, '0'),
        > 0 and <= 21 => $"{digits[..point]}.{digits[point..]}",
        > -6 and <= 0 => $"0.{new string('0', -point)}{digits}",
        _ => digits[..1] + (digits.Length > 1 ? $".{digits[1..]}" : "") + $"e{(point > 0 ? "+" : "-")}{Math.Abs(point - 1)}",
    };
}
