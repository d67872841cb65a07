namespace ServerlessMlops.App.Middleware;

/// <summary>What every HTTP request passes, outermost first.</summary>
public static class MiddlewareOrder
{
    /// <summary>To be called after <c>ConfigureFunctionsWebApplication</c>, which makes the request's context.</summary>
    public static IFunctionsWorkerApplicationBuilder UseRequestPipeline(this IFunctionsWorkerApplicationBuilder builder) => builder
        .UseMiddleware<AccessLog>()
        .UseMiddleware<SecurityHeaders>()
        .UseMiddleware<Problems>()
        .UseMiddleware<RequestLimits>()
        .UseMiddleware<Authenticate>();
}
