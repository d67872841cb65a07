using Embedded.DurableTask;
using Embedded.Engine.History;

namespace Embedded.Engine.Replay;

/// <content>Calls, timers and waits.</content>
internal sealed partial class ReplayContext
{
    public override Task<TResult> CallActivityAsync<TResult>(TaskName name, object? input = null, TaskOptions? options = null)
    {
        RequireName(name, "activity");
        RequireInput(input, options);
        RequireTurn();
        var text = Serialize(input, $"The input of activity '{name}'");
        var version = options?.Version?.Version ?? start.Version;
        var tags = TagsOf(options);
        return RetryAsync<TResult>(options?.Retry, () => Open.Add(Decide(id => new TaskScheduled(id, name, OrNull(version), text, tags))));
    }

    public override Task<TResult> CallSubOrchestratorAsync<TResult>(TaskName orchestratorName, object? input = null, TaskOptions? options = null)
    {
        RequireName(orchestratorName, "orchestrator");
        RequireTurn();
        var text = Serialize(input, $"The input of orchestrator '{orchestratorName}'");
        var version = options?.Version?.Version ?? settings.DefaultVersion ?? string.Empty;
        var instance = (options as SubOrchestrationOptions)?.InstanceId is { Length: > 0 } given ? given : NewGuid().ToString("N");
        var tags = TagsOf(options);
        return RetryAsync<TResult>(
            options?.Retry,
            () => Open.Add(Decide(id => new SubOrchestrationCreated(id, orchestratorName, OrNull(version), instance, text, tags))));
    }

    public override async Task CreateTimer(DateTime fireAt, CancellationToken cancellationToken)
    {
        RequireTurn();
        var due = fireAt.Kind == DateTimeKind.Local ? fireAt.ToUniversalTime() : DateTime.SpecifyKind(fireAt, DateTimeKind.Utc);
        var decision = Decide(id => new TimerCreated(id, due));
        var fired = Open.Add(decision);
        if (cancellationToken.CanBeCanceled)
        {
            cancellationToken.Register(() => Open.Cancel(decision.Id, cancellationToken));
        }

        await fired;
    }

    public override async Task<T> WaitForExternalEvent<T>(string eventName, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(eventName);
        RequireTurn();
        RequireRoom();
        return settings.Converter.Deserialize<T>(await Events.WaitAsync(eventName, typeof(T), cancellationToken))!;
    }

    /// <summary>A call meant as (name, options) binds to (name, input) when the options are typed as object.</summary>
    private static void RequireInput(object? input, TaskOptions? options)
    {
        if (input is TaskOptions && options is null)
        {
            throw new ArgumentException($"{nameof(TaskOptions)} were given as the input; pass them as {nameof(options)}.", nameof(input));
        }
    }

    private static void RequireName(TaskName name, string what)
    {
        if (name.Name.Length == 0)
        {
            throw new ArgumentException($"The name of the {what} to call is missing.", nameof(name));
        }
    }

    private static string? OrNull(string version) => version.Length == 0 ? null : version;

    private static IReadOnlyDictionary<string, string>? TagsOf(TaskOptions? options) =>
        options?.Tags is { Count: > 0 } tags ? new Dictionary<string, string>(tags) : null;

    private T Decide<T>(Func<int, T> make)
        where T : Decision
    {
        RequireRoom();
        var decision = make(_nextId++);
        _decisions.Add(decision);
        return decision;
    }

    private void RequireRoom()
    {
        if (Open.Count + Events.WaiterCount >= settings.Limits.MaxOpenTasks)
        {
            throw new TooManyOpenTasksException(settings.Limits.MaxOpenTasks);
        }
    }
}
