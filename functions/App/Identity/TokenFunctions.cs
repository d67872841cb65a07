using Microsoft.AspNetCore.Http;
using ServerlessMlops.App.Middleware;
using static ServerlessMlops.App.Middleware.JsonBodies;

namespace ServerlessMlops.App.Identity;

/// <summary>Signing in for programs: the CLI on this machine asks for a code, and whoever has the code turns it into a token.</summary>
public sealed class TokenFunctions(LocalIssuer issuer, SignInThrottle throttle)
{
    public sealed record CodeRequest(string User);

    public sealed record CodeAnswer(string Code, DateTimeOffset ExpiresAt, string SignInUrl);

    public sealed record TokenRequest(string Code);

    public sealed record Me(string User, IReadOnlyList<string> Roles, DateTimeOffset ExpiresAt);

    [Function("IdentityCodes")]
    [Access(Roles.KeyHolder)]
    public async Task<IResult> CreateCode(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "identity/codes")] HttpRequest request)
    {
        switch (await request.ReadBodyAsync<CodeRequest>())
        {
            case JsonBody<CodeRequest>.Read(var asked):
                return issuer.IssueCode(asked.User) is { } code
                    ? Answer(new CodeAnswer(code.Code, code.ExpiresAt, $"{request.Scheme}://{request.Host}/api/sign-in"), StatusCodes.Status201Created)
                    : ProblemResults.Unprocessable(
                        $"No code was issued: settings (Identity:Users) know no such user, or {SignInCodes.Most} codes are outstanding.");
            case var other:
                return ((JsonBody<CodeRequest>.Unreadable)other).Answer;
        }
    }

    [Function("IdentityTokens")]
    [Access(Roles.Anyone)]
    public async Task<IResult> CreateToken(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "identity/tokens")] HttpRequest request)
    {
        if (throttle.Wait() is { } wait)
        {
            return ProblemResults.TooManyRequests("Too many sign-ins failed in the last minute.", wait);
        }

        switch (await request.ReadBodyAsync<TokenRequest>())
        {
            case JsonBody<TokenRequest>.Read(var asked):
                if (issuer.Exchange(asked.Code, TokenClaims.Bearer) is { } signedIn)
                {
                    return Answer(signedIn, StatusCodes.Status201Created);
                }

                throttle.Failed();
                return ProblemResults.Forbidden("The code is unknown, used or expired; `mlops login` makes a new one.");
            case var other:
                return ((JsonBody<TokenRequest>.Unreadable)other).Answer;
        }
    }

    [Function("IdentityMe")]
    [Access(Roles.SignedIn)]
    public IResult WhoAmI([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "identity/me")] HttpRequest request)
    {
        var caller = request.Caller();
        return Answer(new Me(caller.Name, caller.Roles, caller.ExpiresAt));
    }
}
