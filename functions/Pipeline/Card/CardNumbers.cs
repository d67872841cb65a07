using System.Globalization;
using ServerlessMlops.Pipeline.Contracts;

namespace ServerlessMlops.Pipeline.Card;

/// <summary>How a card writes numbers where it is text.</summary>
internal static class CardNumbers
{
    public static string Of(double? value) => value switch
    {
        null => "–",
        { } v when Math.Abs(v) < 10 => v.ToString("0.000", CultureInfo.InvariantCulture),
        { } v when Math.Abs(v) < 1000 => v.ToString("0.0", CultureInfo.InvariantCulture),
        { } v => v.ToString("#,0", CultureInfo.InvariantCulture),
    };

    public static string Count(long value) => value.ToString("#,0", CultureInfo.InvariantCulture);

    /// <summary><c>0.831 (95 % interval 0.804 to 0.857, n = 1,114)</c>, or why there is none.</summary>
    public static string With(Measure measure) => measure switch
    {
        { Value: null } => $"not measured: {measure.Unmeasured}",
        { Lower: { } lower, Upper: { } upper } => $"{Of(measure.Value)} (95 % interval {Of(lower)} to {Of(upper)}, n = {Count(measure.N)})",
        _ => $"{Of(measure.Value)} (n = {Count(measure.N)})",
    };

    public static string Name(string measure) => measure.Replace('_', ' ');
}
