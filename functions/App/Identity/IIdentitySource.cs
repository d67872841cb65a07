using Microsoft.AspNetCore.Http;

namespace ServerlessMlops.App.Identity;

/// <summary>Who sent a request; picked by the setting <c>Identity:Source</c>.</summary>
public interface IIdentitySource
{
    Identification Identify(HttpContext http);
}

/// <summary>What a request says of its sender.</summary>
public abstract record Identification
{
    private Identification()
    {
    }

    public sealed record Known(Caller Caller) : Identification;

    /// <summary>No credential, or one that does not hold. They are not told apart outside: that would help a guesser.</summary>
    public sealed record Unknown : Identification;

    /// <summary>Not to be answered at all, whoever it is.</summary>
    public sealed record Refused(string Why) : Identification;
}
