using Embedded.Functions.Worker.Middleware;

namespace Embedded.Host.Invocation;

/// <summary>The app's middleware, outermost first.</summary>
internal sealed class PipelineBuilder
{
    private readonly List<Func<FunctionExecutionDelegate, FunctionExecutionDelegate>> steps = [];

    public void Add(Func<FunctionExecutionDelegate, FunctionExecutionDelegate> step) => steps.Add(step);

    public FunctionExecutionDelegate Build(FunctionExecutionDelegate function) =>
        Enumerable.Reverse(steps).Aggregate(function, (next, step) => step(next));
}
