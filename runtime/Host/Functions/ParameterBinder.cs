using Embedded.Host.Invocation;

namespace Embedded.Host.Functions;

/// <summary>Finds a parameter's value for one invocation.</summary>
internal delegate object? ParameterBinder(HostFunctionContext context);
