using System.Reflection;
using Embedded.DurableTask.Entities;

namespace Embedded.DurableTask;

/// <summary>The orchestrators and activities a worker knows, by name and version.</summary>
public sealed partial class DurableTaskRegistry
{
    private readonly Dictionary<(TaskName Name, TaskVersion Version), Func<IServiceProvider, ITaskOrchestrator>> _orchestrators = [];
    private readonly Dictionary<(TaskName Name, TaskVersion Version), Func<IServiceProvider, ITaskActivity>> _activities = [];

    internal IReadOnlyDictionary<(TaskName Name, TaskVersion Version), Func<IServiceProvider, ITaskOrchestrator>> Orchestrators => _orchestrators;

    internal IReadOnlyDictionary<(TaskName Name, TaskVersion Version), Func<IServiceProvider, ITaskActivity>> Activities => _activities;

    public IEnumerable<KeyValuePair<TaskName, Func<IServiceProvider, ITaskOrchestrator>>> GetOrchestrators() =>
        _orchestrators.Select(entry => KeyValuePair.Create(entry.Key.Name, entry.Value));

    public IEnumerable<KeyValuePair<TaskName, Func<IServiceProvider, ITaskActivity>>> GetActivities() =>
        _activities.Select(entry => KeyValuePair.Create(entry.Key.Name, entry.Value));

    /// <summary>Always empty: entities are left out.</summary>
    public IEnumerable<KeyValuePair<TaskName, Func<IServiceProvider, ITaskEntity>>> GetEntities() => [];

    /// <exception cref="ArgumentException">The name and version are taken, or the name is empty.</exception>
    internal DurableTaskRegistry Add(TaskName name, TaskVersion version, Func<IServiceProvider, ITaskOrchestrator> factory) =>
        Add(_orchestrators, name, version, factory, "An orchestrator");

    /// <exception cref="ArgumentException">The name and version are taken, or the name is empty.</exception>
    internal DurableTaskRegistry Add(TaskName name, TaskVersion version, Func<IServiceProvider, ITaskActivity> factory) =>
        Add(_activities, name, version, factory, "An activity");

    private DurableTaskRegistry Add<T>(
        Dictionary<(TaskName Name, TaskVersion Version), Func<IServiceProvider, T>> tasks,
        TaskName name,
        TaskVersion version,
        Func<IServiceProvider, T> factory,
        string what)
    {
        ArgumentNullException.ThrowIfNull(factory);
        if (name.Name.Length == 0)
        {
            throw new ArgumentException($"{what} needs a name.", nameof(name));
        }

        if (!tasks.TryAdd((name, version), factory))
        {
            var versioned = version == TaskVersion.Unversioned ? string.Empty : $" in version '{version.Version}'";
            throw new ArgumentException($"{what} named '{name.Name}'{versioned} is already added.", nameof(name));
        }

        return this;
    }

    private static TaskName NameOf(Type type) =>
        type.GetCustomAttribute<DurableTaskAttribute>() is { Name.Name.Length: > 0 } named ? named.Name : new TaskName(type.Name);

    private static TaskVersion VersionOf(Type type) => new(type.GetCustomAttribute<DurableTaskAttribute>()?.Version);

    private static void Require(Type type, Type contract)
    {
        ArgumentNullException.ThrowIfNull(type);
        if (!contract.IsAssignableFrom(type) || type.IsAbstract)
        {
            throw new ArgumentException($"{type} is not a concrete {contract.Name}.", nameof(type));
        }
    }
}
