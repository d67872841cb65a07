using System.Collections;
using System.Globalization;

namespace Embedded.DurableTask;

/// <summary>
/// Facts that travel with a failure, in the few forms that survive the way: null, bool, double, string, UTC DateTime,
/// and lists and dictionaries of these. Any other value travels as its text.
/// </summary>
internal static class FailureProperties
{
    public static IDictionary<string, object?>? Normalised(IDictionary<string, object?>? properties) =>
        properties is null ? null : Map(properties, 0);

    private static Dictionary<string, object?> Map(IDictionary<string, object?> map, int depth) =>
        map.ToDictionary(entry => entry.Key, entry => Value(entry.Value, depth + 1));

    private static object? Value(object? value, int depth) => value switch
    {
        null or bool => value,
        double number when double.IsFinite(number) => number,
        int or long or short or byte or uint or ushort or sbyte or decimal or float => Convert.ToDouble(value, CultureInfo.InvariantCulture),
        DateTime date => date.ToUniversalTime(),
        DateTimeOffset date => date.UtcDateTime,
        string text => FailureDetailsFactory.Bounded(text),
        IDictionary<string, object?> map when depth < FailureDetailsFactory.MaxDepth => Map(map, depth),
        IEnumerable list when depth < FailureDetailsFactory.MaxDepth => list.Cast<object?>().Select(item => Value(item, depth + 1)).ToList(),
        _ => FailureDetailsFactory.Bounded(Convert.ToString(value, CultureInfo.InvariantCulture) ?? string.Empty),
    };
}
