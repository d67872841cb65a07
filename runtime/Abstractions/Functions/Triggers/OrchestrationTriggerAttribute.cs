namespace Embedded.Functions.Worker;

/// <summary>Makes the function an orchestrator; the parameter is the orchestration's context.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class OrchestrationTriggerAttribute : Attribute
{
    /// <summary>The orchestrator's name; null is the function's.</summary>
    public string? Orchestration { get; set; }
}
