using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace ServerlessMlops.App.Triggers.Http;

/// <summary>A size or an index as it stands in an address: decimal digits.</summary>
internal static class LogNumber
{
    public static long? TryParse(string? text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <param name="absent">What it is where the query does not name it.</param>
    public static long? Query(HttpRequest request, string name, long? absent = null) =>
        request.Query.TryGetValue(name, out var given) ? TryParse(given) : absent;
}
