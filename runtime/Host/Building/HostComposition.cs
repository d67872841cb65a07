using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace Embedded.Host.Building;

/// <summary>Puts the parts of the host together.</summary>
internal static class HostComposition
{
    public static WebApplicationBuilder CreateWebBuilder(string[] args, Assembly functions)
    {
        var web = WebApplication.CreateSlimBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
        web.Services.TryAddSingleton(TimeProvider.System);
        return web;
    }

    public static IHost Build(WebApplicationBuilder web) => web.Build();
}
