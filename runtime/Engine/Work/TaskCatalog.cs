using Embedded.DurableTask;
using Embedded.DurableTask.Abstractions;
using Embedded.DurableTask.Worker;
using Embedded.Engine.Replay;

namespace Embedded.Engine.Work;

/// <summary>What the worker knows, and which versions it takes.</summary>
internal sealed class TaskCatalog(DurableTaskRegistry registry, DurableTaskWorkerOptions.VersioningOptions? versioning)
{
    private readonly HashSet<TaskName> _versionedOrchestrators = Versioned(registry.Orchestrators.Keys);
    private readonly HashSet<TaskName> _versionedActivities = Versioned(registry.Activities.Keys);

    /// <summary>
    /// The orchestrator of this name in this version; the unversioned one answers for all versions of a name that has no versioned ones.
    /// Null when there is neither.
    /// </summary>
    public ITaskOrchestrator? Orchestrator(string name, string version, IServiceProvider services) =>
        Find(registry.Orchestrators, _versionedOrchestrators, name, version)?.Invoke(services);

    /// <inheritdoc cref="Orchestrator"/>
    public ITaskActivity? Activity(string name, string version, IServiceProvider services) =>
        Find(registry.Activities, _versionedActivities, name, version)?.Invoke(services);

    /// <summary>Whether the worker takes instances of this version.</summary>
    public VersionVerdict Judge(string version)
    {
        if (versioning is null || Matches(version, versioning))
        {
            return VersionVerdict.Taken;
        }

        return versioning.FailureStrategy == DurableTaskWorkerOptions.VersionFailureStrategy.Fail ? VersionVerdict.Failed : VersionVerdict.Parked;
    }

    public TaskFailureDetails VersionFailure(string version) => new(
        FailureNames.Version,
        $"The orchestration has version '{version}'; this worker has '{versioning?.Version}' and takes {versioning?.MatchStrategy}.",
        null,
        null,
        null);

    public static TaskFailureDetails NoOrchestrator(string name, string version) => Missing(FailureNames.NoOrchestrator, "orchestrator", name, version);

    public static TaskFailureDetails NoActivity(string name, string version) => Missing(FailureNames.NoActivity, "activity", name, version);

    private static T? Find<T>(IReadOnlyDictionary<(TaskName Name, TaskVersion Version), T> tasks, HashSet<TaskName> versioned, string name, string version)
        where T : class =>
        tasks.GetValueOrDefault((name, version)) ?? (versioned.Contains(name) ? null : tasks.GetValueOrDefault((name, TaskVersion.Unversioned)));

    private static HashSet<TaskName> Versioned(IEnumerable<(TaskName Name, TaskVersion Version)> keys) =>
        [.. keys.Where(key => key.Version != TaskVersion.Unversioned).Select(key => key.Name)];

    private static TaskFailureDetails Missing(string type, string what, string name, string version) => new(
        type, $"No {what} task named '{name}'{(version.Length == 0 ? string.Empty : $" in version '{version}'")} was found.", null, null, null);

    private static bool Matches(string version, DurableTaskWorkerOptions.VersioningOptions versioning) => versioning.MatchStrategy switch
    {
        DurableTaskWorkerOptions.VersionMatchStrategy.Strict => string.Equals(version, versioning.Version, StringComparison.OrdinalIgnoreCase),
        DurableTaskWorkerOptions.VersionMatchStrategy.CurrentOrOlder =>
            TaskOrchestrationVersioningUtils.CompareVersions(version, versioning.Version) <= 0,
        _ => true,
    };
}

/// <summary>What becomes of an instance by its version.</summary>
internal enum VersionVerdict
{
    Taken,
    Parked,
    Failed,
}
