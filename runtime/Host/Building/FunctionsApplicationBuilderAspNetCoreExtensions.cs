using Embedded.Host.Http;

namespace Embedded.Functions.Worker.Builder;

/// <summary>HTTP functions with ASP.NET Core's types.</summary>
public static class FunctionsApplicationBuilderAspNetCoreExtensions
{
    /// <summary>
    /// Serves HTTP functions and writes their results. Middleware added after this call sees the request and the result
    /// before the result is written.
    /// </summary>
    public static FunctionsApplicationBuilder ConfigureFunctionsWebApplication(this FunctionsApplicationBuilder builder)
    {
        HttpComposition.Configure(builder);
        return builder;
    }
}
