using System.Reflection;
using System.Text.Json;
using Azure.Core.Serialization;
using Embedded.Functions.Worker;
using Embedded.Host.Durable;
using Embedded.Host.Functions;
using Embedded.Host.Http;
using Embedded.Host.Invocation;
using Embedded.Host.Listening;
using Embedded.Host.Settings;
using Embedded.Host.State;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Embedded.Host.Building;

/// <summary>Puts the parts of the host together.</summary>
internal static class HostComposition
{
    public static WebApplicationBuilder CreateWebBuilder(string[] args, Assembly functions)
    {
        CloudGuard.Check(Environment.GetEnvironmentVariable);
        var web = WebApplication.CreateSlimBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
        AppSettingsFiles.Insert(web.Configuration, AppContext.BaseDirectory);
        web.Services.AddSingleton(new FunctionTypes(functions.GetTypes()));
        return web;
    }

    /// <exception cref="AppRefusedException">Something of the app or its settings is not valid.</exception>
    public static IHost Build(WebApplicationBuilder web)
    {
        var settings = new HostSettings(web.Configuration);
        settings.Validate();
        HttpComposition.Listen(web.WebHost, settings);
        var servesHttp = web.Services.Any(service => service.ServiceType == typeof(HttpFunctions));
        var types = (FunctionTypes)web.Services.Last(service => service.ServiceType == typeof(FunctionTypes)).ImplementationInstance!;
        var functions = FunctionDiscovery.Find(types.Types, settings, servesHttp);
        AddServices(web.Services, settings, functions);
        var app = web.Build();
        HttpComposition.Map(app, from function in functions
                                 let trigger = function.Trigger as HttpTriggerAttribute
                                 where trigger is not null
                                 select (function, HttpRoute.Parse(trigger, function.Name, settings.RoutePrefix)));
        return app;
    }

    private static void AddServices(IServiceCollection services, HostSettings settings, IReadOnlyList<FunctionDescriptor> functions)
    {
        services.Configure<HostOptions>(options => options.ShutdownTimeout = settings.ShutdownTimeout);
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(settings);
        services.AddSingleton<StateFolder>();
        services.AddSingleton<TriggerStore>();
        services.AddSingleton<FunctionInvoker>();
        services.TryAddSingleton(provider =>
            provider.GetRequiredService<IOptions<WorkerOptions>>().Value.Serializer ?? new JsonObjectSerializer(new(JsonSerializerDefaults.Web)));
        DurableComposition.Add(services, functions);
        ListenerComposition.Add(services, functions, settings);
        services.AddHostedService<ListenerService>();
    }
}
