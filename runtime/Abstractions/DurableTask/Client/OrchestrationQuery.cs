namespace Embedded.DurableTask.Client;

/// <summary>Which instances to list.</summary>
/// <param name="CreatedFrom">Created at or after this time.</param>
/// <param name="CreatedTo">Created at or before this time.</param>
/// <param name="Statuses">In one of these states; null or empty is any.</param>
/// <param name="TaskHubNames">Kept for the sake of the signature: one state file is one hub.</param>
/// <param name="InstanceIdPrefix">Whose id begins so, by ordinal comparison.</param>
/// <param name="PageSize">Instances a page, at least 1.</param>
/// <param name="FetchInputsAndOutputs">Whether to bring inputs, outputs and failure details.</param>
/// <param name="ContinuationToken">Where the last page ended.</param>
public record OrchestrationQuery(
    DateTimeOffset? CreatedFrom = null,
    DateTimeOffset? CreatedTo = null,
    IEnumerable<OrchestrationRuntimeStatus>? Statuses = null,
    IEnumerable<string>? TaskHubNames = null,
    string? InstanceIdPrefix = null,
    int PageSize = OrchestrationQuery.DefaultPageSize,
    bool FetchInputsAndOutputs = false,
    string? ContinuationToken = null)
{
    /// <summary>Instances a page, unless said otherwise.</summary>
    public const int DefaultPageSize = 100;
}
