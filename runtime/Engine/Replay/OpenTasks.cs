using Embedded.DurableTask;
using Embedded.Engine.History;

namespace Embedded.Engine.Replay;

/// <summary>What the code has asked for and not yet got.</summary>
internal sealed class OpenTasks
{
    private readonly Dictionary<int, (Decision Decision, TaskCompletionSource<string?> Source)> _open = [];

    public int Count => _open.Count;

    public IEnumerable<Decision> Decisions => _open.Values.Select(open => open.Decision).OrderBy(decision => decision.Id);

    public bool Contains(int id) => _open.ContainsKey(id);

    public Task<string?> Add(Decision decision)
    {
        var source = new TaskCompletionSource<string?>();
        _open.Add(decision.Id, (decision, source));
        return source.Task;
    }

    /// <summary>Ends a call with its result; what is no longer open is passed over.</summary>
    public void Complete(int id, string? result)
    {
        if (_open.Remove(id, out var open))
        {
            open.Source.TrySetResult(result);
        }
    }

    public void Fail(int id, TaskFailureDetails failure)
    {
        if (_open.Remove(id, out var open))
        {
            var name = open.Decision switch
            {
                TaskScheduled task => task.Name,
                SubOrchestrationCreated sub => sub.Name,
                _ => string.Empty,
            };
            open.Source.TrySetException(new TaskFailedException(name, id, failure));
        }
    }

    /// <summary>Gives up a timer.</summary>
    public void Cancel(int id, CancellationToken cancellation)
    {
        if (_open.Remove(id, out var open))
        {
            open.Source.TrySetCanceled(cancellation);
        }
    }
}
