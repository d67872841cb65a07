using Embedded.Engine.Store;

namespace Embedded.Engine.Work;

/// <summary>A turn that waits for its commit.</summary>
/// <param name="Stored">What may leave, once it is stored.</param>
/// <param name="Refused">What to do when it is not.</param>
internal sealed record PendingTurn(InstanceWrite Write, Action Stored, Action<Exception> Refused);

/// <summary>
/// The one loop that writes. While a commit waits for the disk, more turns gather: they share the next transaction.
/// Nothing is published before the commit has returned.
/// </summary>
internal sealed class Committer : IDisposable
{
    private const int MostAtOnce = 1024;

    private readonly IStateStore _store;
    private readonly Lock _lock = new();
    private readonly SemaphoreSlim _work = new(0);
    private readonly Thread _thread;
    private List<PendingTurn> _waiting = [];
    private bool _asleep;
    private volatile bool _stopped;

    public Committer(IStateStore store)
    {
        _store = store;
        _thread = new Thread(Loop) { IsBackground = true, Name = "durable commits" };
        _thread.Start();
    }

    /// <summary>Commits so far.</summary>
    public long Commits { get; private set; }

    public void Enqueue(PendingTurn turn)
    {
        bool wake;
        lock (_lock)
        {
            _waiting.Add(turn);
            wake = _asleep;
            _asleep = false;
        }

        if (wake)
        {
            _work.Release();
        }
    }

    /// <summary>Ends the loop after the commit that runs. What still waits is not stored.</summary>
    public void Dispose()
    {
        // Always released: the loop may have looked at the flag and not yet gone to sleep.
        _stopped = true;
        _work.Release();

        if (Thread.CurrentThread != _thread)
        {
            _thread.Join();
        }
    }

    private void Loop()
    {
        while (!_stopped)
        {
            var batch = Take();
            if (batch.Count > 0)
            {
                Commit(batch);
            }
            else
            {
                _work.Wait();
            }
        }
    }

    private List<PendingTurn> Take()
    {
        lock (_lock)
        {
            var taken = _waiting;
            if (taken.Count > MostAtOnce)
            {
                _waiting = taken[MostAtOnce..];
                return taken[..MostAtOnce];
            }

            _waiting = [];
            _asleep = taken.Count == 0;
            return taken;
        }
    }

    private void Commit(List<PendingTurn> batch)
    {
        IReadOnlyList<WriteConflictException?> outcomes;
        try
        {
            outcomes = _store.Commit([.. batch.Select(turn => turn.Write)]);
            Commits++;
        }
        catch (StateUnavailableException error)
        {
            foreach (var turn in batch)
            {
                turn.Refused(error);
            }

            return;
        }

        for (var i = 0; i < batch.Count; i++)
        {
            if (outcomes[i] is { } conflict)
            {
                batch[i].Refused(conflict);
            }
            else
            {
                batch[i].Stored();
            }
        }
    }
}
