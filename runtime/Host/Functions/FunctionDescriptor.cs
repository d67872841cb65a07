using System.Reflection;
using Embedded.Functions.Worker;

namespace Embedded.Host.Functions;

/// <summary>A function that has passed every check, ready to be invoked.</summary>
internal sealed record FunctionDescriptor
{
    public required string Name { get; init; }

    public required MethodInfo Method { get; init; }

    /// <summary>The attribute that makes it run.</summary>
    public required Attribute Trigger { get; init; }

    /// <summary>The parameter that carries it.</summary>
    public required ParameterInfo TriggerParameter { get; init; }

    /// <summary>One a parameter, in order.</summary>
    public required IReadOnlyList<ParameterBinder> Binders { get; init; }

    public required FunctionDefinition Definition { get; init; }

    /// <summary>Null when a failed invocation is not run again by the host.</summary>
    public RetryAttribute? Retry { get; init; }

    /// <summary>What the method's task carries, or what it returns; <see cref="void"/> for nothing.</summary>
    public Type ResultType => Method.ReturnType switch
    {
        var type when type == typeof(Task) || type == typeof(ValueTask) => typeof(void),
        { IsGenericType: true } type when type.GetGenericTypeDefinition() is var open && (open == typeof(Task<>) || open == typeof(ValueTask<>)) =>
            type.GenericTypeArguments[0],
        var type => type,
    };
}
