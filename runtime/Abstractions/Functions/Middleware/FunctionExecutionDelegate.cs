namespace Embedded.Functions.Worker.Middleware;

/// <summary>The rest of an invocation's pipeline.</summary>
public delegate Task FunctionExecutionDelegate(FunctionContext context);
