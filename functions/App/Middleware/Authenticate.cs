using Microsoft.AspNetCore.Http;
using ServerlessMlops.App.Identity;

namespace ServerlessMlops.App.Middleware;

/// <summary>
/// Establishes the caller and holds them to the function's access rule. Denies by default: no rule, no call. What is sent with a
/// browser's cookie must come from a form of ours.
/// </summary>
public sealed class Authenticate(IIdentitySource source, AccessTable access, AntiForgery antiForgery) : IFunctionsWorkerMiddleware
{
    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        if (context.GetHttpContext() is not { } http)
        {
            await next(context);
            return;
        }

        if (await RefusalAsync(context.FunctionDefinition.Name, http) is { } refusal)
        {
            context.GetInvocationResult().Value = refusal;
            return;
        }

        await next(context);
    }

    private async Task<IResult?> RefusalAsync(string function, HttpContext http)
    {
        var identification = source.Identify(http);
        if (identification is Identification.Refused(var why))
        {
            return ProblemResults.Forbidden(why);
        }

        var caller = (identification as Identification.Known)?.Caller;
        http.Features.Set(caller);
        if (access.Of(function) is not { } allowed)
        {
            return ProblemResults.Forbidden("No one may call this function: it declares no access rule.");
        }

        var open = allowed.Contains(Roles.Anyone);
        if (!open && caller is null)
        {
            return SignInPageOr401(http.Request);
        }

        if (!open && !caller!.MayCall(allowed))
        {
            return ProblemResults.Forbidden($"{caller.Name} has the roles ({string.Join(", ", caller.Roles)}); this asks for one of ({string.Join(", ", allowed)}).");
        }

        return await SameSite.RefusalAsync(http.Request, open ? null : caller, antiForgery) is { } unsafeRequest
            ? ProblemResults.Forbidden(unsafeRequest)
            : null;
    }

    private static IResult SignInPageOr401(HttpRequest request) =>
        HttpMethods.IsGet(request.Method) && request.WantsPage()
            ? new SeeOther($"/api/sign-in?return={Uri.EscapeDataString(request.Path.Value ?? "")}")
            : ProblemResults.Unauthorized();
}
