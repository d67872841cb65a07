using System.Globalization;
using ServerlessMlops.Pipeline.Contracts;

namespace ServerlessMlops.Pipeline.Evaluation;

/// <summary>The price of opacity, in sentences for whoever decides.</summary>
public static class OpacityText
{
    public static string Of(OpacityPrice price)
    {
        if (price.ChosenIsGlassBox)
        {
            return $"The chosen model is a glass box itself, {Name(price.Chosen)}: each of its terms can be read.";
        }

        if (price.GlassBox is not { } glassBox)
        {
            return $"No glass box (linear, gam) was trained beside {Name(price.Chosen)}: what one would have scored is not known.";
        }

        var metric = price.Metric.Replace('_', ' ');
        return price is { Difference: { Value: { } difference } measure, ChosenScore: { } chosen, GlassBoxScore: { } other }
            ? $"{Capital(Name(glassBox))} would have scored {Text(other)} ({metric}); the chosen model scores {Text(chosen)}: {Compared(difference, measure)}"
            : $"{Capital(Name(glassBox))} cannot be compared with the chosen model by {metric}: {price.Difference?.Unmeasured}.";
    }

    private static string Compared(double difference, Measure measure)
    {
        var size = difference == 0 ? "no difference" : $"{Text(Math.Abs(difference))} {(difference > 0 ? "more" : "less")}";
        var direction = measure.HigherIsBetter ? "more" : "less";
        var n = measure.N.ToString("#,0", CultureInfo.InvariantCulture);
        return measure is { Lower: { } lower, Upper: { } upper }
            ? $"{size} ({direction} is better), 95 % interval {Text(lower)} to {Text(upper)}, n\u00a0=\u00a0{n}. {Told(lower, upper, measure.HigherIsBetter)}"
            : $"{size} ({direction} is better), n\u00a0=\u00a0{n}; {measure.Interval}.";
    }

    private static string Told(double lower, double upper, bool higherIsBetter) =>
        lower <= 0 && upper >= 0 ? "The interval holds 0: these rows do not tell the two apart."
        : lower > 0 == higherIsBetter ? "The chosen model is better on these rows."
        : "The glass box is better on these rows.";

    private static string Name(string candidate) => candidate switch
    {
        "gam" => "the additive model (gam)",
        "linear" => "the linear model",
        _ => candidate,
    };

    private static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];

    private static string Text(double value) => value
        .ToString(Math.Abs(value) switch { < 10 => "0.000", < 100 => "0.00", _ => "#,0.#" }, CultureInfo.InvariantCulture)
        .Replace('-', '−');
}
