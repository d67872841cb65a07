using Embedded.DurableTask;
using Embedded.DurableTask.Client;
using Embedded.Engine.History;

namespace Embedded.Engine.Replay;

/// <summary>
/// One generation of an orchestration, as a pure function of its turns: the same turns give the same decisions.
/// It knows no store and no clock. Not thread-safe: one turn at a time.
/// </summary>
internal sealed class Replayer
{
    private readonly string _instanceId;
    private readonly ITaskOrchestrator _orchestrator;
    private readonly ExecutionStarted _start;
    private readonly ReplaySettings _settings;
    private readonly TurnScheduler _scheduler = new();
    private readonly ReplayContext _context;
    private readonly List<Received> _whileSuspended = [];
    private Task<object?>? _code;
    private bool _endedElsewhere;

    public Replayer(string instanceId, ITaskOrchestrator orchestrator, ExecutionStarted start, ReplaySettings settings)
    {
        _instanceId = instanceId;
        _orchestrator = orchestrator;
        _start = start;
        _settings = settings;
        _context = new ReplayContext(instanceId, start, settings, _scheduler);
    }

    public bool IsSuspended { get; private set; }

    public Ending? Ending { get; private set; }

    /// <summary>What was asked for and has not come yet, in the order of asking.</summary>
    public IEnumerable<Decision> Open => _context.Open.Decisions;

    /// <summary>The custom status of this generation.</summary>
    public string? CustomStatus => _context.CustomStatus;

    /// <summary>Events that no one took, oldest first; after an end by ContinueAsNew only those to be kept.</summary>
    public IReadOnlyList<EventRaised> UnprocessedEvents =>
        _context.StartOver is { KeepEvents: false } ? [] : [.. _context.Events.Buffered, .. _whileSuspended.OfType<EventRaised>()];

    /// <summary>Called from a foreign thread when the code turns out to await something foreign after its turn.</summary>
    public Action? OnForeign
    {
        set => _scheduler.OnForeign = value;
    }

    public int BufferedEvents => _context.Events.BufferedCount + _whileSuspended.Count;

    public bool SawForeign => _scheduler.SawForeign;

    /// <summary>
    /// What of this the instance still waits for. An answer counts once: after a commit that failed and was stored all the same, a step
    /// may have run again, and both its answers come in one turn, or while the instance is suspended.
    /// </summary>
    public List<Received> Expected(IEnumerable<Received> received)
    {
        var answered = _whileSuspended.Select(AnswerTo).OfType<int>().ToHashSet();
        return [.. received.Where(item => AnswerTo(item) is not { } id || (_context.Open.Contains(id) && answered.Add(id)))];
    }

    /// <summary>Plays one turn.</summary>
    /// <returns>What the code asked for in it.</returns>
    public IReadOnlyList<Decision> Play(DateTime at, IReadOnlyList<Received> received, bool replaying)
    {
        _context.Now = at;
        _context.Replaying = replaying;
        _scheduler.Run(() =>
        {
            foreach (var item in received)
            {
                Accept(item);
            }
        });
        End();
        return _context.TakeDecisions();
    }

    /// <summary>Ends the generation from outside its code.</summary>
    public Ending End(Ending ending) => Ending = ending;

    /// <summary>The number of the call or timer that this answers; null for what was not asked for.</summary>
    private static int? AnswerTo(Received received) => received switch
    {
        TaskCompleted done => done.TaskId,
        TaskFailed failed => failed.TaskId,
        SubOrchestrationCompleted done => done.TaskId,
        SubOrchestrationFailed failed => failed.TaskId,
        TimerFired fired => fired.TimerId,
        _ => null,
    };

    private void Accept(Received received)
    {
        switch (received)
        {
            case ExecutionTerminated terminated:
                Ending ??= new Ending(OrchestrationRuntimeStatus.Terminated, terminated.Output);
                return;
            case ExecutionSuspended:
                IsSuspended = true;
                return;
            case ExecutionResumed:
                IsSuspended = false;
                var held = _whileSuspended.ToArray();
                _whileSuspended.Clear();
                foreach (var item in held)
                {
                    Give(item);
                }

                return;
            default:
                if (IsSuspended)
                {
                    _whileSuspended.Add(received);
                }
                else
                {
                    Give(received);
                }

                return;
        }
    }

    private void Give(Received received)
    {
        switch (received)
        {
            case ExecutionStarted:
                Start();
                break;
            case TaskCompleted done:
                _context.Open.Complete(done.TaskId, done.Result);
                break;
            case TaskFailed failed:
                _context.Open.Fail(failed.TaskId, failed.Failure);
                break;
            case SubOrchestrationCompleted done:
                _context.Open.Complete(done.TaskId, done.Result);
                break;
            case SubOrchestrationFailed failed:
                _context.Open.Fail(failed.TaskId, failed.Failure);
                break;
            case TimerFired fired:
                _context.Open.Complete(fired.TimerId, null);
                break;
            case EventRaised raised:
                _context.Events.Raise(raised);
                break;
            default:
                break;
        }

        _scheduler.Drain();
    }

    private void Start()
    {
        try
        {
            var input = _settings.Converter.Deserialize(_start.Input, _orchestrator.InputType);
            _code = _orchestrator.RunAsync(_context, input);
        }
        catch (Exception error)
        {
            _code = Task.FromException<object?>(error);
        }

        if (!_code.IsCompleted)
        {
            _code.ContinueWith(
                _ => _endedElsewhere = !_scheduler.IsOnTurn,
                CancellationToken.None,
                TaskContinuationOptions.ExecuteSynchronously,
                TaskScheduler.Default);
        }
    }

    private void End()
    {
        if (Ending is not null || _code is null)
        {
            return;
        }

        if (_scheduler.SawForeign || _endedElsewhere || (!_code.IsCompleted && !IsSuspended && _context.Open.Count == 0 && _context.Events.WaiterCount == 0))
        {
            _scheduler.OnForeign = null;
            _scheduler.ReportForeign();
            Ending = Failed(new ForeignAwaitException(_instanceId));
            return;
        }

        if (_code.IsCompleted)
        {
            Ending = EndOfCode(_code);
        }
    }

    private Ending EndOfCode(Task<object?> code)
    {
        try
        {
            var result = code.GetAwaiter().GetResult();
            return _context.StartOver is { } next
                ? new Ending(OrchestrationRuntimeStatus.ContinuedAsNew, next.Input, NextVersion: next.Version)
                : new Ending(OrchestrationRuntimeStatus.Completed, _context.Serialize(result, "The output"));
        }
        catch (Exception error)
        {
            return Failed(error);
        }
    }

    private Ending Failed(Exception error) => new(
        OrchestrationRuntimeStatus.Failed,
        null,
        FailureDetailsFactory.From(error, _settings.ExceptionProperties is { } provider ? provider.GetExceptionProperties : null));
}
