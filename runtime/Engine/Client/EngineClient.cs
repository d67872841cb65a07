using System.Security.Cryptography;
using Embedded.DurableTask;
using Embedded.DurableTask.Client;
using Embedded.DurableTask.Core.History;
using Embedded.Engine.History;
using Embedded.Engine.Store;
using Embedded.Engine.Work;

namespace Embedded.Engine.Client;

/// <summary>The client of an engine in the same process. Every change answers once it is stored.</summary>
internal sealed partial class EngineClient(string name, DurableEngine engine, DataConverter converter, string defaultVersion) : DurableTaskClient(name)
{
    public override async Task<string> ScheduleNewOrchestrationInstanceAsync(
        TaskName orchestratorName, object? input = null, StartOrchestrationOptions? options = null, CancellationToken cancellation = default)
    {
        if (orchestratorName.Name.Length == 0)
        {
            throw new ArgumentException("The name of the orchestrator is missing.", nameof(orchestratorName));
        }

        var id = options?.InstanceId is { Length: > 0 } given ? CheckedId(given) : RandomNumberGenerator.GetHexString(32, lowercase: true);
        var start = new ExecutionStarted(
            string.Empty,
            orchestratorName,
            options?.Version?.Version ?? defaultVersion,
            Serialize(input, "The input"),
            Tags: options?.Tags is { Count: > 0 } tags ? new Dictionary<string, string>(tags) : null);
        var startAt = options?.StartAt?.UtcDateTime;
        var dedupe = DedupeStatuses.Parse(options?.DedupeStatuses);
        await engine.AskAsync(id, reply => new StartRequest(start, startAt, dedupe) { Reply = reply }, cancellation).ConfigureAwait(false);
        return id;
    }

    public override Task RaiseEventAsync(string instanceId, string eventName, object? eventPayload = null, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(eventName);
        return SendAsync(instanceId, new EventRaised(eventName, Serialize(eventPayload, "The event's payload")), cancellation);
    }

    public override Task TerminateInstanceAsync(string instanceId, TerminateInstanceOptions? options = null, CancellationToken cancellation = default) =>
        SendAsync(instanceId, new ExecutionTerminated(Serialize(options?.Output, "The output"), options?.Recursive ?? false), cancellation);

    public override Task SuspendInstanceAsync(string instanceId, string? reason = null, CancellationToken cancellation = default) =>
        SendAsync(instanceId, new ExecutionSuspended(reason), cancellation);

    public override Task ResumeInstanceAsync(string instanceId, string? reason = null, CancellationToken cancellation = default) =>
        SendAsync(instanceId, new ExecutionResumed(reason), cancellation);

    public override Task<OrchestrationMetadata> WaitForInstanceStartAsync(
        string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default) =>
        WaitAsync(instanceId, forEnd: false, getInputsAndOutputs, cancellation);

    public override Task<OrchestrationMetadata> WaitForInstanceCompletionAsync(
        string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default) =>
        WaitAsync(instanceId, forEnd: true, getInputsAndOutputs, cancellation);

    public override async Task<string> RestartAsync(string instanceId, bool restartWithNewInstanceId = false, CancellationToken cancellation = default)
    {
        var record = Existing(instanceId);
        if (!restartWithNewInstanceId && !record.HasEnded)
        {
            throw new InvalidOperationException($"Instance '{instanceId}' is {record.Status}: end it first, or restart it under a new id.");
        }

        return await ScheduleNewOrchestrationInstanceAsync(
            record.Name,
            record.Input is null ? null : new Verbatim(record.Input),
            new StartOrchestrationOptions(restartWithNewInstanceId ? null : instanceId)
            {
                Version = record.Version,
                Tags = record.Tags ?? new Dictionary<string, string>(),
                DedupeStatuses = [.. DedupeStatuses.NotEnded.Select(status => status.ToString())],
            },
            cancellation).ConfigureAwait(false);
    }

    public override async Task RewindInstanceAsync(string instanceId, string reason, CancellationToken cancellation = default)
    {
        Existing(instanceId);
        await engine.AskAsync(instanceId, reply => new RewindRequest(reason) { Reply = reply }, cancellation).ConfigureAwait(false);
    }

    public override Task<IList<HistoryEvent>> GetOrchestrationHistoryAsync(string instanceId, CancellationToken cancellation = default)
    {
        Existing(instanceId);
        return Task.FromResult<IList<HistoryEvent>>(HistoryReadout.Of(engine.Store.Load(instanceId)));
    }

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private Task SendAsync(string instanceId, Received received, CancellationToken cancellation)
    {
        ArgumentException.ThrowIfNullOrEmpty(instanceId);
        return engine.AskAsync(instanceId, reply => new Message(received) { Reply = reply }, cancellation);
    }

    private async Task<OrchestrationMetadata> WaitAsync(string instanceId, bool forEnd, bool inputs, CancellationToken cancellation)
    {
        ArgumentException.ThrowIfNullOrEmpty(instanceId);
        var record = await engine.Waiters.WaitAsync(instanceId, forEnd, () => engine.Store.Find(instanceId), cancellation).ConfigureAwait(false);
        return MetadataOf(record, inputs);
    }

    private InstanceRecord Existing(string instanceId)
    {
        ArgumentException.ThrowIfNullOrEmpty(instanceId);
        return engine.Store.Find(instanceId) ?? throw new ArgumentException($"An orchestration with the instanceId {instanceId} was not found.", nameof(instanceId));
    }

    private string CheckedId(string id)
    {
        var limit = engine.Options.Limits.MaxInstanceId;
        return id.Length > limit ? throw new PayloadTooLargeException("The instance id", id.Length, limit)
            : id.AsSpan().IndexOfAny("/\\#?") >= 0 || id.Any(char.IsControl)
                ? throw new ArgumentException($"The instance id '{id}' holds one of / \\ # ? or a control character.", nameof(id))
                : id;
    }

    private string? Serialize(object? value, string what)
    {
        var text = value is Verbatim verbatim ? verbatim.Text : converter.Serialize(value);
        return text is null || text.Length <= engine.Options.Limits.MaxPayload
            ? text
            : throw new PayloadTooLargeException(what, text.Length, engine.Options.Limits.MaxPayload);
    }

    /// <summary>A payload that is already text.</summary>
    private sealed record Verbatim(string Text);
}
