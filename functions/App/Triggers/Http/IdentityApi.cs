using Microsoft.AspNetCore.Http;
using ServerlessMlops.App.Identity;
using ServerlessMlops.App.Middleware;
using static ServerlessMlops.App.Middleware.JsonBodies;

namespace ServerlessMlops.App.Triggers.Http;

public sealed record CodeInput(string User);

/// <param name="SignInUrl">Where a person enters the code; it does not stand in the address, which is logged and remembered.</param>
public sealed record CodeOutput(string Code, DateTimeOffset ExpiresAt, string SignInUrl);

public sealed record TokenInput(string Code);

public sealed record MeOutput(string User, IReadOnlyList<string> Roles, DateTimeOffset ExpiresAt);

/// <summary>Signing in for programs: the CLI on this machine asks for a code, and whoever has the code turns it into a token.</summary>
public sealed class IdentityApi(LocalIssuer issuer, SignInThrottle throttle)
{
    [Function("CreateSignInCode"), Access(Roles.KeyHolder)]
    public async Task<IResult> CreateCode(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "identity/codes")] HttpRequest request)
    {
        if (!(await request.ReadBodyAsync<CodeInput>()).IsRead(out var input, out var unreadable))
        {
            return unreadable;
        }

        return issuer.IssueCode(input.User) is { } code
            ? Answer(new CodeOutput(code.Code, code.ExpiresAt, $"{request.Scheme}://{request.Host}/api/sign-in"), StatusCodes.Status201Created)
            : ProblemResults.Unprocessable(
                $"No code was issued: the settings Identity:Users name no such user, or {SignInCodes.Most} codes are outstanding.");
    }

    [Function("CreateToken"), Access(Roles.Anyone)]
    public async Task<IResult> CreateToken(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "identity/tokens")] HttpRequest request)
    {
        if (throttle.Wait() is { } wait)
        {
            return ProblemResults.TooManyRequests("Too many sign-ins failed in the last minute.", wait);
        }

        if (!(await request.ReadBodyAsync<TokenInput>()).IsRead(out var input, out var unreadable))
        {
            return unreadable;
        }

        if (issuer.Exchange(input.Code, TokenClaims.Bearer) is { } signedIn)
        {
            return Answer(signedIn, StatusCodes.Status201Created);
        }

        throttle.Failed();
        return ProblemResults.Forbidden("The code is unknown, used or expired; `mlops login` makes a new one.");
    }

    [Function("WhoAmI"), Access(Roles.SignedIn)]
    public static IResult WhoAmI([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "identity/me")] HttpRequest request)
    {
        var caller = request.Caller();
        return Answer(new MeOutput(caller.Name, caller.Roles, caller.ExpiresAt));
    }
}
