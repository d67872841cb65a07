using Embedded.Functions.Worker.Middleware;
using Microsoft.Extensions.DependencyInjection;

namespace Embedded.Functions.Worker;

/// <summary>Collects services and the pipeline that each invocation runs through.</summary>
public interface IFunctionsWorkerApplicationBuilder
{
    /// <summary>Adds a step; the first added is the outermost.</summary>
    IFunctionsWorkerApplicationBuilder Use(Func<FunctionExecutionDelegate, FunctionExecutionDelegate> middleware);

    /// <summary>The app's services.</summary>
    IServiceCollection Services { get; }
}
