using System.Globalization;
using ServerlessMlops.Pipeline.Contracts;

namespace ServerlessMlops.Pages.Text;

/// <summary>How numbers are written on every page: a point for decimals, a comma for thousands.</summary>
public static class Numbers
{
    public static string Count(long value) => value.ToString("#,0", CultureInfo.InvariantCulture);

    /// <summary>Three decimals below 10, three significant digits or whole numbers above; a dash for none.</summary>
    public static string Of(double? value) => value switch
    {
        null => "–",
        { } v when Math.Abs(v) < 10 => v.ToString("0.000", CultureInfo.InvariantCulture),
        { } v when Math.Abs(v) < 100 => v.ToString("0.00", CultureInfo.InvariantCulture),
        { } v => v.ToString("#,0.#", CultureInfo.InvariantCulture),
    };

    /// <summary>As <see cref="Of"/>, with four decimals below 1: differences of measures are small.</summary>
    public static string Fine(double value) => Math.Abs(value) < 1 ? value.ToString("0.0000", CultureInfo.InvariantCulture) : Of(value);

    /// <summary>A difference with its sign, as <see cref="Fine"/>.</summary>
    public static string Signed(double value) => value switch
    {
        0 => "0",
        > 0 => $"+{Fine(value)}",
        _ => $"\u2212{Fine(-value)}",
    };

    /// <summary>The 95 % interval as <c>0.771 to 0.853</c>; a dash where there is none.</summary>
    public static string Interval(Measure measure) =>
        measure is { Lower: { } lower, Upper: { } upper } ? $"{Of(lower)} to {Of(upper)}" : "–";

    public static string Percent(double? share) =>
        share is { } s ? (s * 100).ToString("0.0", CultureInfo.InvariantCulture) + " %" : "–";

    public static string Seconds(double seconds) => seconds switch
    {
        < 60 => seconds.ToString("0.0", CultureInfo.InvariantCulture) + " s",
        < 3600 => (seconds / 60).ToString("0.0", CultureInfo.InvariantCulture) + " min",
        < 172_800 => (seconds / 3600).ToString("0.0", CultureInfo.InvariantCulture) + " h",
        _ => (seconds / 86_400).ToString("0.0", CultureInfo.InvariantCulture) + " days",
    };

    public static string Bytes(long length) => length switch
    {
        < 1024 => $"{length} B",
        < 1024 * 1024 => (length / 1024.0).ToString("0.0", CultureInfo.InvariantCulture) + " KiB",
        _ => (length / 1048576.0).ToString("0.0", CultureInfo.InvariantCulture) + " MiB",
    };

    /// <summary>A coordinate of a drawing, in user units.</summary>
    public static string At(double coordinate) => coordinate.ToString("0.##", CultureInfo.InvariantCulture);
}
