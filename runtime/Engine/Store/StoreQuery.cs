using Embedded.DurableTask.Client;

namespace Embedded.Engine.Store;

/// <summary>Which rows to list. Bounds are inclusive; null is no bound.</summary>
internal sealed record StoreQuery(int Limit)
{
    public DateTime? CreatedFrom { get; init; }

    public DateTime? CreatedTo { get; init; }

    public DateTime? CompletedFrom { get; init; }

    public DateTime? CompletedTo { get; init; }

    public IReadOnlyList<OrchestrationRuntimeStatus> Statuses { get; init; } = [];

    public string Prefix { get; init; } = string.Empty;

    /// <summary>Only ids after this one, by ordinal comparison.</summary>
    public string? AfterId { get; init; }

    /// <summary>Order by (completion, id) instead of id, after this completion time and <see cref="AfterId"/>.</summary>
    public bool ByCompletion { get; init; }

    public DateTime? AfterCompletion { get; init; }

    /// <summary>Whether a row is asked for; what a database does by its WHERE.</summary>
    public bool Admits(InstanceRecord row) =>
        (CreatedFrom is null || row.CreatedAt >= CreatedFrom)
        && (CreatedTo is null || row.CreatedAt <= CreatedTo)
        && (CompletedFrom is null || row.CompletedAt >= CompletedFrom)
        && (CompletedTo is null || row.CompletedAt <= CompletedTo)
        && (Statuses.Count == 0 || Statuses.Contains(row.Status))
        && row.InstanceId.StartsWith(Prefix, StringComparison.Ordinal)
        && (ByCompletion ? row.CompletedAt is not null && IsAfterCompletion(row) : AfterId is null || string.CompareOrdinal(row.InstanceId, AfterId) > 0);

    private bool IsAfterCompletion(InstanceRecord row) =>
        AfterCompletion is null || row.CompletedAt > AfterCompletion
        || (row.CompletedAt == AfterCompletion && string.CompareOrdinal(row.InstanceId, AfterId) > 0);
}
