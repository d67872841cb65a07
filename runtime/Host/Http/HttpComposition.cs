using System.Net;
using Embedded.Functions.Worker.Builder;
using Embedded.Host.Functions;
using Embedded.Host.Settings;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;

namespace Embedded.Host.Http;

/// <summary>HTTP functions on Kestrel, on the loopback interface.</summary>
internal static class HttpComposition
{
    public static void Configure(FunctionsApplicationBuilder builder)
    {
        builder.Services.AddMvcCore();
        builder.Services.AddRouting();
        builder.Services.AddHttpContextAccessor();
        builder.Services.AddSingleton<HttpFunctions>();
        builder.Use(next => context => HttpResultStep.RunAsync(context, next));
    }

    /// <exception cref="AppRefusedException">The address is not one on the loopback interface.</exception>
    public static void Listen(IWebHostBuilder web, HostSettings settings)
    {
        if (!Uri.TryCreate(settings.Url, UriKind.Absolute, out var url) || url.Scheme != Uri.UriSchemeHttp || !url.IsLoopback)
        {
            throw new AppRefusedException(
                [$"Mlops__Url is '{settings.Url}'; expected http://127.0.0.1:port. This host serves its own machine only."]);
        }
        var address = url.HostNameType == UriHostNameType.IPv6 ? IPAddress.IPv6Loopback : IPAddress.Loopback;
        web.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = settings.MaxRequestBody;
            kestrel.Listen(address, url.Port, listen => listen.Protocols = HttpProtocols.Http1);
        });
    }

    public static void Map(WebApplication app, IEnumerable<(FunctionDescriptor Function, HttpRoute Route)> functions)
    {
        app.UseRouting();
        app.Use(async (http, next) =>
        {
            // The Functions host answers 404 also when only the method does not match (azure-functions-host, issue 10098).
            if (http.GetEndpoint()?.Metadata.GetMetadata<FunctionDescriptor>() is null)
            {
                http.Response.StatusCode = StatusCodes.Status404NotFound;
                return;
            }
            await next(http);
        });
        foreach (var (function, route) in functions)
        {
            RequestDelegate handle = http => http.RequestServices.GetRequiredService<HttpFunctions>().HandleAsync(http, function);
            var endpoint = route.Methods.Count == 0
                ? app.Map(route.Pattern, handle)
                : app.MapMethods(route.Pattern.RawText!, route.Methods, handle);
            endpoint.WithMetadata(function);
        }
    }
}
