using Microsoft.AspNetCore.Http;

namespace ServerlessMlops.App.Identity;

/// <summary>How a caller showed who they are.</summary>
public enum SignInMethod
{
    /// <summary>A bearer token of the local issuer.</summary>
    Bearer,

    /// <summary>The session cookie that the sign-in page sets.</summary>
    Cookie,

    /// <summary>The secret of the identity key file.</summary>
    KeyFile,
}

/// <summary>Who calls, as the identity source established it.</summary>
/// <param name="Session">Id of the token or cookie, to which forms and sign-out are bound.</param>
/// <param name="ExpiresAt">When the token or cookie ends.</param>
public sealed record Caller(string Name, IReadOnlyList<string> Roles, SignInMethod Method, string Session, DateTimeOffset ExpiresAt)
{
    public bool Has(string role) => Roles.Contains(role, StringComparer.Ordinal);

    /// <summary>Whether a function open to <paramref name="allowed"/> may be called.</summary>
    public bool MayCall(IReadOnlyList<string> allowed) =>
        allowed.Contains(Identity.Roles.Anyone)
        || (allowed.Contains(Identity.Roles.SignedIn) && Method != SignInMethod.KeyFile)
        || allowed.Any(Has);
}

/// <summary>The caller, as <c>Authenticate</c> left it on the request.</summary>
public static class CallerOfRequest
{
    /// <exception cref="InvalidOperationException">The function is open to anyone, so nobody need have signed in.</exception>
    public static Caller Caller(this HttpRequest request) =>
        request.CallerOrNull() ?? throw new InvalidOperationException(
            $"No caller is known at {request.Path}; a function that asks for one declares [Access] with a role.");

    public static Caller? CallerOrNull(this HttpRequest request) => request.HttpContext.Features.Get<Caller>();
}
