namespace Embedded.Functions.Worker;

/// <summary>Makes the function an activity; the parameter is its input.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class ActivityTriggerAttribute : Attribute
{
    /// <summary>The activity's name; null is the function's.</summary>
    public string? Activity { get; set; }
}
