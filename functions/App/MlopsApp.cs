using Microsoft.Extensions.DependencyInjection;
using ServerlessMlops.App.Middleware;

namespace ServerlessMlops.App;

/// <summary>The app, as a process runs it and as a test does.</summary>
public static class MlopsApp
{
    /// <param name="args">Settings as <c>--Name=value</c>, over the environment's.</param>
    /// <param name="services">What is put in place of the defaults: a test's clock.</param>
    public static IHost Build(string[] args, Action<IServiceCollection>? services = null)
    {
        var builder = FunctionsApplication.CreateBuilder(args);
        builder.ConfigureFunctionsWebApplication();
        builder.UseRequestPipeline();
        services?.Invoke(builder.Services);
        builder.Services.AddMlops(builder.Configuration);
        return builder.Build();
    }
}
