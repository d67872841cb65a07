using Microsoft.AspNetCore.Http;
using ServerlessMlops.App.Identity;

namespace ServerlessMlops.App.Middleware;

/// <summary>Whether a request with an effect was made by a page of ours, for the signed-in person, from the form that they were shown.</summary>
public static class SameSite
{
    /// <summary>Why the request is refused; null when it may go on.</summary>
    public static async Task<string?> RefusalAsync(HttpRequest request, Caller? caller, AntiForgery antiForgery)
    {
        if (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || HttpMethods.IsOptions(request.Method))
        {
            return null;
        }

        var fetchSite = request.Headers["Sec-Fetch-Site"].ToString();
        var origin = request.Headers.Origin.ToString();
        if ((fetchSite.Length > 0 && fetchSite != "same-origin") || (origin.Length > 0 && origin != OwnOrigin(request)))
        {
            return "The request was made by a page of another site.";
        }

        if (caller?.Method != SignInMethod.Cookie)
        {
            return null;
        }

        if (fetchSite.Length == 0 && origin.Length == 0)
        {
            return "The request names no origin, which every browser does; programs use a bearer token.";
        }

        return await HoldsAsync(request, caller, antiForgery)
            ? null
            : "The form is out of date, was shown to someone else, or belongs to another page. Open the page again.";
    }

    private static async Task<bool> HoldsAsync(HttpRequest request, Caller caller, AntiForgery antiForgery)
    {
        if (!request.HasFormContentType)
        {
            return false;
        }

        var form = await request.ReadFormAsync(request.HttpContext.RequestAborted);
        var action = request.PathBase.Add(request.Path).Value ?? "";
        return antiForgery.Holds(form[AntiForgery.Field], caller, action, form[AntiForgery.DigestField].ToString());
    }

    private static string OwnOrigin(HttpRequest request) => $"{request.Scheme}://{request.Host.Value}";
}
