namespace Embedded.Functions.Worker.Middleware;

/// <summary>A step around every invocation, whatever its trigger.</summary>
public interface IFunctionsWorkerMiddleware
{
    /// <summary>Runs the step; the function runs only if it calls <paramref name="next"/>.</summary>
    Task Invoke(FunctionContext context, FunctionExecutionDelegate next);
}
