using Embedded.Engine.Replay;
using Embedded.Engine.Store;
using Microsoft.Extensions.DependencyInjection;

namespace Embedded.Engine.Work;

/// <summary>An instance in memory. The mailbox is anyone's, under the lock; the rest belongs to the one turn that runs.</summary>
internal sealed class LiveInstance(string instanceId)
{
    private readonly Lock _lock = new();
    private LinkedList<Inbound> _mailbox = new();
    private bool _scheduled;
    private bool _retired;

    public string InstanceId { get; } = instanceId;

    /// <summary>Whether <see cref="Record"/> and <see cref="Replayer"/> mirror the store.</summary>
    public bool IsLoaded { get; private set; }

    public InstanceRecord? Record { get; set; }

    /// <summary>Null before the generation's first turn, and after its end.</summary>
    public Replayer? Replayer { get; set; }

    public IServiceScope? Scope { get; set; }

    public int TurnCount { get; set; }

    public int EventCount { get; set; }

    public DateTime LastTurn { get; set; }

    /// <summary>Commits that failed in a row.</summary>
    public int Failures { get; set; }

    /// <summary>Inputs in the mailbox that a pause keeps.</summary>
    public int PausedInputs { get; set; }

    /// <summary>The place in the list of idle instances; kept by that list.</summary>
    public LinkedListNode<LiveInstance>? IdleNode { get; set; }

    /// <returns>False when the instance has left memory: look it up again. Else whether a turn is to be scheduled.</returns>
    public bool TryEnqueue(Inbound inbound, out bool schedule)
    {
        lock (_lock)
        {
            schedule = false;
            if (_retired)
            {
                return false;
            }

            _mailbox.AddLast(inbound);
            schedule = !_scheduled;
            _scheduled = true;
            return true;
        }
    }

    /// <summary>Takes all that waits.</summary>
    public LinkedList<Inbound> TakeMailbox()
    {
        lock (_lock)
        {
            var taken = _mailbox;
            _mailbox = new LinkedList<Inbound>();
            return taken;
        }
    }

    /// <summary>Puts back, in front, what a turn could not deal with.</summary>
    public void PutBack(IEnumerable<Inbound> inputs)
    {
        lock (_lock)
        {
            foreach (var input in inputs.Reverse())
            {
                _mailbox.AddFirst(input);
            }
        }
    }

    /// <summary>Ends a turn.</summary>
    /// <returns>Whether more waits: the next turn is to be scheduled.</returns>
    public bool Release(bool retire)
    {
        lock (_lock)
        {
            if (_mailbox.Count > 0)
            {
                return true;
            }

            _scheduled = false;
            _retired = retire;
            return false;
        }
    }

    /// <summary>Pauses after a failure: the inputs are kept, and the next message or wake-up tries again.</summary>
    /// <returns>Whether others wait already: the next turn is to be scheduled.</returns>
    public bool Pause(IReadOnlyList<Inbound> kept)
    {
        lock (_lock)
        {
            var others = _mailbox.Count > 0;
            foreach (var input in kept.Reverse())
            {
                _mailbox.AddFirst(input);
            }

            PausedInputs += kept.Count;
            _scheduled = others;
            return others;
        }
    }

    /// <summary>Takes an idle instance out of memory.</summary>
    /// <returns>False when it is not idle.</returns>
    public bool TryRetire()
    {
        lock (_lock)
        {
            if (_scheduled || _mailbox.Count > 0)
            {
                return false;
            }

            _retired = true;
            return true;
        }
    }

    public void MarkLoaded() => IsLoaded = true;

    /// <summary>Ends the generation in memory.</summary>
    public void DropReplayer()
    {
        if (Replayer is not null)
        {
            Replayer.OnForeign = null;
        }

        Scope?.Dispose();
        Scope = null;
        Replayer = null;
    }

    /// <summary>Forgets everything that is not in the store.</summary>
    public void Evict()
    {
        DropReplayer();
        Record = null;
        TurnCount = 0;
        EventCount = 0;
        IsLoaded = false;
    }
}
