using System.Globalization;
using Embedded.DurableTask;
using Embedded.DurableTask.Client;
using Embedded.Engine.Store;
using Embedded.Engine.Work;

namespace Embedded.Engine.Client;

/// <content>Questions, and purging.</content>
internal sealed partial class EngineClient
{
    public override Task<OrchestrationMetadata?> GetInstancesAsync(
        string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(instanceId);
        cancellation.ThrowIfCancellationRequested();
        return Task.FromResult(engine.Store.Find(instanceId) is { } record ? MetadataOf(record, getInputsAndOutputs) : null);
    }

    public override AsyncPageable<OrchestrationMetadata> GetAllInstancesAsync(OrchestrationQuery? filter = null)
    {
        var query = filter ?? new OrchestrationQuery();
        return Pageable.Create<OrchestrationMetadata>((token, size, cancellation) =>
        {
            cancellation.ThrowIfCancellationRequested();
            var limit = Math.Max(1, size ?? query.PageSize);
            var rows = engine.Store.List(new StoreQuery(limit + 1)
            {
                CreatedFrom = query.CreatedFrom?.UtcDateTime,
                CreatedTo = query.CreatedTo?.UtcDateTime,
                Statuses = [.. query.Statuses ?? []],
                Prefix = query.InstanceIdPrefix ?? string.Empty,
                AfterId = token ?? query.ContinuationToken,
            });
            List<OrchestrationMetadata> page = [.. rows.Take(limit).Select(row => MetadataOf(row, query.FetchInputsAndOutputs))];
            return Task.FromResult(new Page<OrchestrationMetadata>(page, rows.Count > limit ? page[^1].InstanceId : null));
        });
    }

    public override Task<Page<string>> ListInstanceIdsAsync(
        IEnumerable<OrchestrationRuntimeStatus>? runtimeStatus = null,
        DateTimeOffset? completedTimeFrom = null,
        DateTimeOffset? completedTimeTo = null,
        int pageSize = OrchestrationQuery.DefaultPageSize,
        string? lastInstanceKey = null,
        CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(pageSize, 1);
        cancellation.ThrowIfCancellationRequested();
        var (ticks, id) = ReadKey(lastInstanceKey);
        var rows = engine.Store.List(new StoreQuery(pageSize + 1)
        {
            Statuses = [.. runtimeStatus ?? []],
            CompletedFrom = completedTimeFrom?.UtcDateTime,
            CompletedTo = completedTimeTo?.UtcDateTime,
            ByCompletion = true,
            AfterCompletion = ticks,
            AfterId = id,
        });
        var page = rows.Take(pageSize).ToList();
        var next = rows.Count > pageSize
            ? string.Create(CultureInfo.InvariantCulture, $"{page[^1].CompletedAt!.Value.Ticks}|{page[^1].InstanceId}")
            : null;
        return Task.FromResult(new Page<string>([.. page.Select(row => row.InstanceId)], next));
    }

    public override async Task<PurgeResult> PurgeInstanceAsync(
        string instanceId, PurgeInstanceOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(instanceId);
        return new PurgeResult(await PurgeAsync(instanceId, options?.Recursive ?? false, cancellation).ConfigureAwait(false), true);
    }

    public override async Task<PurgeResult> PurgeAllInstancesAsync(
        PurgeInstancesFilter filter, PurgeInstanceOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(filter);
        var started = engine.Time.GetTimestamp();
        var count = 0;
        string? after = null;
        while (true)
        {
            var rows = engine.Store.List(new StoreQuery(OrchestrationQuery.DefaultPageSize)
            {
                CreatedFrom = filter.CreatedFrom?.UtcDateTime,
                CreatedTo = filter.CreatedTo?.UtcDateTime,
                Statuses = [.. filter.Statuses ?? []],
                AfterId = after,
            });
            if (rows.Count == 0)
            {
                return new PurgeResult(count, true);
            }

            foreach (var row in rows)
            {
                if (filter.Timeout is { } timeout && engine.Time.GetElapsedTime(started) > timeout)
                {
                    return new PurgeResult(count, false);
                }

                after = row.InstanceId;
                count += row.HasEnded ? await PurgeAsync(row.InstanceId, options?.Recursive ?? false, cancellation).ConfigureAwait(false) : 0;
            }
        }
    }

    private static (DateTime? Ticks, string? Id) ReadKey(string? key)
    {
        if (string.IsNullOrEmpty(key))
        {
            return (null, null);
        }

        var separator = key.IndexOf('|', StringComparison.Ordinal);
        return separator > 0 && long.TryParse(key.AsSpan(0, separator), CultureInfo.InvariantCulture, out var ticks)
            ? (new DateTime(ticks, DateTimeKind.Utc), key[(separator + 1)..])
            : throw new ArgumentException($"'{key}' is not a key that an earlier page gave.", nameof(key));
    }

    private async Task<int> PurgeAsync(string instanceId, bool recursive, CancellationToken cancellation)
    {
        var children = recursive ? engine.Store.ChildrenOf(instanceId) : [];
        if (!await engine.AskAsync(instanceId, reply => new PurgeRequest { Reply = reply }, cancellation).ConfigureAwait(false))
        {
            return 0;
        }

        var count = 1;
        foreach (var child in children)
        {
            count += await PurgeAsync(child, recursive, cancellation).ConfigureAwait(false);
        }

        return count;
    }

    private OrchestrationMetadata MetadataOf(InstanceRecord record, bool inputs) => new(record.Name, record.InstanceId)
    {
        DataConverter = converter,
        RuntimeStatus = record.Status,
        CreatedAt = new DateTimeOffset(record.CreatedAt),
        LastUpdatedAt = new DateTimeOffset(record.UpdatedAt),
        SerializedInput = inputs ? record.Input : null,
        SerializedOutput = inputs ? record.Output : null,
        SerializedCustomStatus = inputs ? record.CustomStatus : null,
        Tags = record.Tags ?? new Dictionary<string, string>(),
        FailureDetails = inputs ? record.Failure : null,
        InputsAndOutputsFetched = inputs,
    };
}
