using System.Globalization;
using System.Text.RegularExpressions;

namespace ServerlessMlops.Pipeline.Data;

/// <summary>Durations as <c>14d</c>, <c>36h</c> or <c>90m</c>: a number and a unit.</summary>
internal static partial class Durations
{
    public const string Expected = "a duration such as 14d, 36h or 90m";

    public static bool TryHours(string text, out double hours)
    {
        hours = 0;
        var match = Pattern().Match(text);
        if (!match.Success)
        {
            return false;
        }

        var amount = double.Parse(match.Groups[1].ValueSpan, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture);
        hours = match.Groups[2].Value switch { "d" => amount * 24, "h" => amount, _ => amount / 60 };
        return true;
    }

    /// <returns>Hours; null where the key is not there, or its value is no duration up to <paramref name="maximum"/>.</returns>
    public static double? Read(YamlSection section, string key, double maximum, string maximumText, YamlProblems problems)
    {
        if (section.Text(key) is not { } text)
        {
            return null;
        }

        var field = section.Path(key);
        if (!TryHours(text, out var hours))
        {
            problems.Error(
                YamlCodes.WrongType, section.PlaceOfValue(key), field, $"'{field}' is '{ProblemList.Cut(text)}'; expected {Expected}.", text, Expected);
            return null;
        }

        if (hours <= 0 || hours > maximum)
        {
            problems.Error(
                YamlCodes.OutOfRange, section.PlaceOfValue(key), field,
                $"'{field}' is {text}; expected more than nothing and at most {maximumText}.", text, $"at most {maximumText}");
            return null;
        }

        return hours;
    }

    [GeneratedRegex(@"\A([0-9]{1,6}(?:\.[0-9]{1,6})?)(d|h|m)\z")]
    private static partial Regex Pattern();
}
