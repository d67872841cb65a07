using Embedded.Engine.History;

namespace Embedded.Engine.Replay;

/// <summary>Events waiting for a waiter, and waiters waiting for an event. At most one of the two exists for a name.</summary>
internal sealed class ExternalEvents
{
    private readonly Dictionary<string, LinkedList<TaskCompletionSource<string?>>> _waiters = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, Type> _types = new(StringComparer.OrdinalIgnoreCase);
    private readonly LinkedList<EventRaised> _buffer = new();

    public int WaiterCount { get; private set; }

    public int BufferedCount => _buffer.Count;

    /// <summary>Events not yet taken, oldest first.</summary>
    public IReadOnlyList<EventRaised> Buffered => [.. _buffer];

    /// <summary>Gives the event to the waiter that came last, or keeps it.</summary>
    public void Raise(EventRaised raised)
    {
        if (_waiters.TryGetValue(raised.Name, out var waiters) && waiters.Last is { } last)
        {
            Remove(raised.Name, waiters, last);
            last.Value.TrySetResult(raised.Input);
        }
        else
        {
            _buffer.AddLast(raised);
        }
    }

    /// <summary>The oldest kept event of the name, or the next one to come. A cancelled wait is gone and takes nothing.</summary>
    /// <exception cref="ArgumentException">Another wait for the name expects another type.</exception>
    public Task<string?> WaitAsync(string name, Type type, CancellationToken cancellation)
    {
        if (_waiters.ContainsKey(name) && _types[name] != type)
        {
            throw new ArgumentException($"Event '{name}' is awaited as {_types[name]}; it cannot be awaited as {type} at the same time.");
        }

        if (cancellation.IsCancellationRequested)
        {
            return Task.FromCanceled<string?>(cancellation);
        }

        for (var node = _buffer.First; node is not null; node = node.Next)
        {
            if (string.Equals(node.Value.Name, name, StringComparison.OrdinalIgnoreCase))
            {
                _buffer.Remove(node);
                return Task.FromResult(node.Value.Input);
            }
        }

        _types[name] = type;
        return Enlist(name, cancellation);
    }

    private Task<string?> Enlist(string name, CancellationToken cancellation)
    {
        if (!_waiters.TryGetValue(name, out var waiters))
        {
            _waiters[name] = waiters = new LinkedList<TaskCompletionSource<string?>>();
        }

        var node = waiters.AddLast(new TaskCompletionSource<string?>());
        WaiterCount++;
        if (cancellation.CanBeCanceled)
        {
            cancellation.Register(() =>
            {
                if (node.List is not null)
                {
                    Remove(name, waiters, node);
                    node.Value.TrySetCanceled(cancellation);
                }
            });
        }

        return node.Value.Task;
    }

    private void Remove(string name, LinkedList<TaskCompletionSource<string?>> waiters, LinkedListNode<TaskCompletionSource<string?>> node)
    {
        waiters.Remove(node);
        WaiterCount--;
        if (waiters.Count == 0)
        {
            _waiters.Remove(name);
        }
    }
}
