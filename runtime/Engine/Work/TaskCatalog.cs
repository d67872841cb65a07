using Embedded.DurableTask;
using Embedded.DurableTask.Abstractions;
using Embedded.DurableTask.Worker;
using Embedded.Engine.Replay;

namespace Embedded.Engine.Work;

/// <summary>What the worker knows, and which versions it takes.</summary>
internal sealed class TaskCatalog(DurableTaskRegistry registry, DurableTaskWorkerOptions.VersioningOptions? versioning)
{
    /// <summary>The orchestrator of this name in this version, or else the unversioned one; null when there is neither.</summary>
    public ITaskOrchestrator? Orchestrator(string name, string version, IServiceProvider services) =>
        (registry.Orchestrators.GetValueOrDefault((name, version)) ?? registry.Orchestrators.GetValueOrDefault((name, TaskVersion.Unversioned)))?.Invoke(services);

    /// <inheritdoc cref="Orchestrator"/>
    public ITaskActivity? Activity(string name, string version, IServiceProvider services) =>
        (registry.Activities.GetValueOrDefault((name, version)) ?? registry.Activities.GetValueOrDefault((name, TaskVersion.Unversioned)))?.Invoke(services);

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
