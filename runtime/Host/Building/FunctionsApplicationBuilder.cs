using System.Reflection;
using Embedded.Functions.Worker.Middleware;
using Embedded.Host.Building;
using Embedded.Host.Invocation;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.Metrics;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Embedded.Functions.Worker.Builder;

/// <summary>Collects services, settings and middleware of a function app.</summary>
public class FunctionsApplicationBuilder : IHostApplicationBuilder, IFunctionsWorkerApplicationBuilder
{
    private readonly WebApplicationBuilder web;
    private readonly PipelineBuilder pipeline = new();

    internal FunctionsApplicationBuilder(string[] args, Assembly functions)
    {
        web = HostComposition.CreateWebBuilder(args, functions);
        web.Services.AddSingleton(pipeline);
    }

    /// <summary>Values that parts of the app's set-up share.</summary>
    public IDictionary<object, object> Properties => ((IHostApplicationBuilder)web).Properties;

    /// <summary>The settings.</summary>
    public ConfigurationManager Configuration => web.Configuration;

    IConfigurationManager IHostApplicationBuilder.Configuration => web.Configuration;

    /// <summary>Name and root of the app.</summary>
    public IHostEnvironment Environment => web.Environment;

    /// <summary>The log's sinks and filters.</summary>
    public ILoggingBuilder Logging => web.Logging;

    /// <summary>The metrics' listeners.</summary>
    public IMetricsBuilder Metrics => web.Metrics;

    /// <summary>The services.</summary>
    public IServiceCollection Services => web.Services;

    /// <summary>Adds a step around every invocation; the first added is the outermost.</summary>
    public IFunctionsWorkerApplicationBuilder Use(Func<FunctionExecutionDelegate, FunctionExecutionDelegate> middleware)
    {
        pipeline.Add(middleware);
        return this;
    }

    /// <summary>Picks another container.</summary>
    public void ConfigureContainer<TContainerBuilder>(
        IServiceProviderFactory<TContainerBuilder> factory, Action<TContainerBuilder>? configure = null)
        where TContainerBuilder : notnull =>
        ((IHostApplicationBuilder)web).ConfigureContainer(factory, configure);

    /// <summary>The app, ready to start.</summary>
    /// <exception cref="InvalidOperationException">A function, route, binding or setting is not valid; every problem is named.</exception>
    public IHost Build() => HostComposition.Build(web);
}
