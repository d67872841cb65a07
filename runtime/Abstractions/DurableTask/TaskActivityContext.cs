namespace Embedded.DurableTask;

/// <summary>Who calls an activity.</summary>
public abstract class TaskActivityContext
{
    /// <summary>The name of the activity.</summary>
    public abstract TaskName Name { get; }

    /// <summary>The id of the orchestration instance that called it.</summary>
    public abstract string InstanceId { get; }

    /// <summary>The version the activity was called with; empty when unversioned.</summary>
    public virtual string Version => string.Empty;
}
