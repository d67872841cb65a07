using Embedded.DurableTask.Client;

namespace Embedded.Engine.Client;

/// <summary>Statuses in which an existing instance refuses a start of the same id.</summary>
internal static class DedupeStatuses
{
    public static readonly IReadOnlyList<OrchestrationRuntimeStatus> NotEnded =
        [OrchestrationRuntimeStatus.Pending, OrchestrationRuntimeStatus.Running, OrchestrationRuntimeStatus.Suspended];

    /// <exception cref="ArgumentException">A name is not a status, or not one that may refuse a start.</exception>
    public static IReadOnlyList<OrchestrationRuntimeStatus> Parse(IReadOnlyList<string>? names) => names is null ? [] :
    [
        .. names.Select(name =>
            Enum.TryParse<OrchestrationRuntimeStatus>(name, ignoreCase: true, out var status)
            && StartOrchestrationOptionsExtensions.ValidDedupeStatuses.Contains(status)
                ? status
                : throw new ArgumentException(
                    $"'{name}' cannot refuse a start; one of {string.Join(", ", StartOrchestrationOptionsExtensions.ValidDedupeStatuses)} was expected.", nameof(names))),
    ];
}
