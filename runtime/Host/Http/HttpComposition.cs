using Embedded.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Embedded.Host.Http;

/// <summary>What HTTP functions need of the container and the pipeline.</summary>
internal static class HttpComposition
{
    public static void Configure(FunctionsApplicationBuilder builder)
    {
        builder.Services.AddMvcCore();
        builder.Services.AddHttpContextAccessor();
    }
}
