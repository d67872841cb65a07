using Embedded.DurableTask;
using Embedded.Engine.History;
using Microsoft.Extensions.Logging;

namespace Embedded.Engine.Replay;

/// <summary>The context of one generation: it turns the code's wishes into decisions.</summary>
internal sealed partial class ReplayContext(string instanceId, ExecutionStarted start, ReplaySettings settings, TurnScheduler scheduler)
    : TaskOrchestrationContext
{
    private readonly DeterministicGuids _guids = new(instanceId);
    private List<Decision> _decisions = [];
    private int _nextId;

    public override TaskName Name => start.Name;

    public override string InstanceId => instanceId;

    public override string Version => start.Version;

    public override ParentOrchestrationInstance? Parent { get; } =
        start.Parent is { } parent ? new ParentOrchestrationInstance(parent.Name, parent.InstanceId) : null;

    public override DateTime CurrentUtcDateTime => Now;

    public override bool IsReplaying => Replaying;

    public override IReadOnlyDictionary<string, object?> Properties => settings.Properties;

    public DateTime Now { get; set; }

    public bool Replaying { get; set; }

    public OpenTasks Open { get; } = new();

    public ExternalEvents Events { get; } = new();

    /// <summary>Set once the code has asked to start over.</summary>
    public (string? Input, bool KeepEvents, string? Version)? StartOver { get; private set; }

    /// <summary>What the code set last in this generation; null when it set nothing.</summary>
    public string? CustomStatus { get; private set; }

    protected override ILoggerFactory LoggerFactory => settings.Loggers;

    public IReadOnlyList<Decision> TakeDecisions()
    {
        if (_decisions.Count == 0)
        {
            return [];
        }

        var taken = _decisions;
        _decisions = [];
        return taken;
    }

    public override T? GetInput<T>()
        where T : default => settings.Converter.Deserialize<T>(start.Input);

    public override Guid NewGuid()
    {
        RequireTurn();
        return _guids.Next(Now);
    }

    public override void SetCustomStatus(object? customStatus)
    {
        RequireTurn();
        CustomStatus = Serialize(customStatus, "The custom status", settings.Limits.MaxCustomStatus);
    }

    public override void ContinueAsNew(object? newInput = null, bool preserveUnprocessedEvents = true)
    {
        RequireTurn();
        StartOver = (Serialize(newInput, "The next input"), preserveUnprocessedEvents, null);
    }

    public override void ContinueAsNew(ContinueAsNewOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        RequireTurn();
        StartOver = (Serialize(options.NewInput, "The next input"), options.PreserveUnprocessedEvents, options.NewVersion);
    }

    public override void SendEvent(string instanceId, string eventName, object payload)
    {
        ArgumentException.ThrowIfNullOrEmpty(instanceId);
        ArgumentException.ThrowIfNullOrEmpty(eventName);
        RequireTurn();
        _decisions.Add(new EventSent(_nextId++, instanceId, eventName, Serialize(payload, "The event's payload")));
    }

    public string? Serialize(object? value, string what) => Serialize(value, what, settings.Limits.MaxPayload);

    private string? Serialize(object? value, string what, int limit)
    {
        var text = settings.Converter.Serialize(value);
        return text is null || text.Length <= limit ? text : throw new PayloadTooLargeException(what, text.Length, limit);
    }

    /// <summary>The context is no one's but its own turn's: not a thread pool's, not a finished turn's.</summary>
    private void RequireTurn()
    {
        if (!scheduler.IsOnTurn)
        {
            scheduler.ReportForeign();
            throw new ForeignAwaitException(InstanceId);
        }
    }
}
