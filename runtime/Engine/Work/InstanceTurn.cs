using Embedded.Engine.History;
using Embedded.Engine.Store;

namespace Embedded.Engine.Work;

/// <summary>One turn of one instance: takes inputs, plays them, and says what to write. Nothing of it counts before <see cref="Settle"/>.</summary>
internal sealed partial class InstanceTurn(DurableEngine engine, LiveInstance instance)
{
    private readonly List<Inbound> _taken = [];
    private readonly List<long> _consumed = [];
    private readonly List<InboxMessage> _outgoing = [];
    private readonly DateTime _now = engine.Time.GetUtcNow().UtcDateTime;
    private IReadOnlyList<InboxMessage> _inbox = [];
    private IReadOnlyList<Decision> _decided = [];
    private InstanceRecord? _record;
    private bool _fresh;
    private bool _unload;
    private bool _nothingDone;
    private Exception? _refusal;
    private string? _execution;
    private int _turns;
    private int _events;

    /// <summary>The inputs that this turn deals with.</summary>
    public IReadOnlyList<Inbound> Taken => _taken;

    /// <summary>What to store; null when there is nothing.</summary>
    public InstanceWrite? Write { get; private set; }

    /// <summary>When to look at the instance again.</summary>
    public DateTime? WakeAt { get; private set; }

    /// <summary>The row, when someone may wait for it.</summary>
    public InstanceRecord? News { get; private set; }

    /// <summary>The generation that this turn belongs to; after ContinueAsNew the row names the next one.</summary>
    public string ExecutionId => _execution ?? instance.Record!.ExecutionId;

    /// <summary>
    /// Calls and timers that are to be dispatched. What the last turn of a generation called without waiting for it runs too,
    /// though no one remembers it after a crash.
    /// </summary>
    public IEnumerable<Decision> Opened =>
        instance.Replayer is null ? _decided.OfType<TaskScheduled>() : _fresh ? instance.Replayer.Open : _decided;

    private string Id => instance.InstanceId;

    /// <summary>Plays what can be played together; what is left stays in <paramref name="inputs"/>.</summary>
    /// <exception cref="StateUnavailableException">The store cannot be read now.</exception>
    /// <exception cref="StateUnreadableException">The stored instance cannot be understood.</exception>
    public void Play(LinkedList<Inbound> inputs)
    {
        Load();
        var first = inputs.First!.Value;
        if (first is StartRequest or PurgeRequest or RewindRequest)
        {
            Take(inputs);
            switch (first)
            {
                case StartRequest start:
                    Start(start);
                    break;
                case PurgeRequest:
                    Purge();
                    break;
                case RewindRequest rewind:
                    Rewind(rewind.Reason);
                    break;
            }

            return;
        }

        if (!_fresh && (instance.Replayer is null || inputs.Any(input => input is Wake)))
        {
            _inbox = engine.Store.Inbox(Id);
        }

        if (_inbox.FirstOrDefault(IsNewborn) is { } birth)
        {
            Take(inputs);
            Rest(inputs);
            StartAsChild(birth);
            return;
        }

        while (inputs.First?.Value is Message or Wake)
        {
            Take(inputs);
        }

        Receive();
    }

    /// <summary>The write is stored: the instance in memory follows it.</summary>
    public void Settle()
    {
        if (_unload)
        {
            instance.Evict();
            return;
        }

        instance.Record = _record ?? instance.Record;
        instance.TurnCount = _turns;
        instance.EventCount = _events;
        if (instance.Replayer?.Ending is not null)
        {
            instance.DropReplayer();
        }
    }

    /// <summary>Tells who waits.</summary>
    public void Answer()
    {
        foreach (var input in _taken)
        {
            if (_refusal is not null)
            {
                input.Reply?.TrySetException(_refusal);
            }
            else
            {
                input.Reply?.TrySetResult(!_nothingDone);
            }
        }
    }

    private bool IsNewborn(InboxMessage message) =>
        message.Event is ExecutionStarted started && started.ExecutionId != instance.Record?.ExecutionId;

    private void Take(LinkedList<Inbound> inputs)
    {
        _taken.Add(inputs.First!.Value);
        inputs.RemoveFirst();
    }

    /// <summary>A birth is a turn of its own. A message taken with it waits; the wake-ups are answered by looking again.</summary>
    private void Rest(LinkedList<Inbound> inputs)
    {
        if (_taken[0] is Message message)
        {
            inputs.AddFirst(message);
            _taken.Clear();
        }
        else
        {
            WakeAgain = true;
        }
    }

    /// <summary>Whether the instance is to look at its inbox again at once.</summary>
    public bool WakeAgain { get; private set; }

    private void Load()
    {
        _turns = instance.TurnCount;
        _events = instance.EventCount;
        if (instance.IsLoaded)
        {
            return;
        }

        var stored = engine.Store.Load(Id);
        _fresh = true;
        _inbox = stored.Inbox;
        instance.Record = stored.Record;
        News = stored.Record;
        _turns = stored.Turns.Count;
        _events = stored.Turns.Sum(turn => turn.EventCount);
        instance.LastTurn = stored.Turns.Count > 0 ? stored.Turns[^1].At : DateTime.MinValue;
        if (stored.Record is { HasEnded: false } && stored.Turns.Count > 0 && engine.IsWorking)
        {
            Resurrect(stored.Record, stored.Turns);
        }

        instance.MarkLoaded();
    }

    private InboxMessage To(string target, string? executionId, Received received) =>
        new(engine.NextSequence(), target, executionId, received);

    private DateTime TurnTime() => instance.LastTurn = _now > instance.LastTurn ? _now : instance.LastTurn;
}
