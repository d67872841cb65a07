using Microsoft.AspNetCore.Http;
using ServerlessMlops.App.Identity;
using ServerlessMlops.App.Middleware;
using ServerlessMlops.Pages;

namespace ServerlessMlops.App.Triggers.Http;

/// <summary>Signing in and out with a browser. Reading a page changes nothing; only its form does.</summary>
public sealed class SignInApi(LocalIssuer issuer, SignInThrottle throttle, AntiForgery antiForgery)
{
    [Function("GetSignIn"), Access(Roles.Anyone)]
    public async Task<IResult> ShowSignIn(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "sign-in")] HttpRequest request) =>
        new PageResult(await SignInPage.RenderAsync(new(ReturnPath.OrDefault(request.Query["return"]), request.CallerOrNull()?.Name)));

    [Function("SignIn"), Access(Roles.Anyone)]
    public async Task<IResult> SignIn(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "sign-in")] HttpRequest request, CancellationToken cancellation)
    {
        if (!request.HasFormContentType)
        {
            return ProblemResults.UnsupportedMediaType(request.ContentType, "the sign-in page's form");
        }

        if (throttle.Wait() is { } wait)
        {
            return ProblemResults.TooManyRequests("Too many sign-ins failed in the last minute.", wait);
        }

        var form = await request.ReadFormAsync(cancellation);
        var returnPath = ReturnPath.OrDefault(form["return"]);
        if (issuer.Exchange(form["code"], TokenClaims.Session) is { } signedIn)
        {
            SessionCookie.Set(request.HttpContext.Response, signedIn);
            return new SeeOther(returnPath);
        }

        throttle.Failed();
        const string error = "This code is unknown, was used before, or is older than ten minutes. Ask for a new one.";
        return new PageResult(await SignInPage.RenderAsync(new(returnPath, null, error)), StatusCodes.Status403Forbidden);
    }

    [Function("GetSignOut"), Access(Roles.SignedIn)]
    public async Task<IResult> ShowSignOut(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "sign-out")] HttpRequest request)
    {
        var caller = request.Caller();
        return new PageResult(await SignOutPage.RenderAsync(
            new(caller.Name, caller.Roles, caller.ExpiresAt, antiForgery.ValueFor(caller, request.Path.ToString()))));
    }

    [Function("SignOut"), Access(Roles.SignedIn)]
    public IResult SignOut([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "sign-out")] HttpRequest request)
    {
        issuer.End(request.Caller());
        SessionCookie.Remove(request.HttpContext.Response);
        return new SeeOther("/api/sign-in");
    }
}
