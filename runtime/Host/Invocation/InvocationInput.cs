using System.Collections.ObjectModel;
using Microsoft.AspNetCore.Http;

namespace Embedded.Host.Invocation;

/// <summary>What a trigger hands to one invocation.</summary>
internal sealed record InvocationInput
{
    /// <summary>The value of the trigger's parameter.</summary>
    public object? Trigger { get; init; }

    /// <summary>Values by name, without regard to case.</summary>
    public IReadOnlyDictionary<string, object?> BindingData { get; init; } = ReadOnlyDictionary<string, object?>.Empty;

    /// <summary>The request, when the trigger is HTTP.</summary>
    public HttpContext? Http { get; init; }

    /// <summary>The orchestration's input, for the orchestrator's second parameter.</summary>
    public object? OrchestrationInput { get; init; }

    /// <summary>Which try this is, from 0.</summary>
    public int RetryCount { get; init; }
}
