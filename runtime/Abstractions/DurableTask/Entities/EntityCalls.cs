namespace Embedded.DurableTask.Entities;

/// <summary>How an entity is called.</summary>
public record CallEntityOptions;

/// <summary>How an entity is signalled.</summary>
public record SignalEntityOptions
{
    public DateTimeOffset? SignalTime { get; init; }

    public static implicit operator SignalEntityOptions(DateTimeOffset value) => new() { SignalTime = value };
}

/// <summary>An entity the engine could run, if it had entities.</summary>
public interface ITaskEntity
{
    ValueTask<object?> RunAsync(TaskEntityOperation operation);
}

/// <summary>An operation on an entity.</summary>
public abstract class TaskEntityOperation
{
    public abstract string Name { get; }

    public abstract bool HasInput { get; }

    public abstract object? GetInput(Type inputType);

    public virtual T? GetInput<T>() => (T?)GetInput(typeof(T));
}
