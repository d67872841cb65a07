using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace ServerlessMlops.App.Middleware;

/// <summary>Whether a person with a browser asks, or a program.</summary>
public static class Negotiation
{
    /// <summary>True when the Accept header prefers HTML to JSON; without a header, and where they are even, JSON.</summary>
    public static bool WantsPage(this HttpRequest request)
    {
        if (!MediaTypeHeaderValue.TryParseList(request.Headers.Accept, out var accepted))
        {
            return false;
        }

        return Quality(accepted, "text/html") > Quality(accepted, "application/json");
    }

    // The most specific range that covers the type decides (RFC 9110, 12.5.1).
    private static double Quality(IList<MediaTypeHeaderValue> accepted, string type)
    {
        var wanted = new MediaTypeHeaderValue(type);
        var best = accepted
            .Where(wanted.IsSubsetOf)
            .OrderByDescending(a => a.MatchesAllTypes ? 0 : a.MatchesAllSubTypes ? 1 : 2)
            .FirstOrDefault();
        return best is null ? 0 : best.Quality ?? 1;
    }
}
