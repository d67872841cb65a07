namespace Embedded.Engine.Work;

/// <summary>Idle instances, the longest idle first; those over the bound leave memory.</summary>
internal sealed class IdleInstances(int bound, Action<LiveInstance> retire)
{
    private readonly Lock _lock = new();
    private readonly LinkedList<LiveInstance> _list = new();

    public void Add(LiveInstance instance)
    {
        LiveInstance? over = null;
        lock (_lock)
        {
            if (instance.IdleNode is null)
            {
                instance.IdleNode = _list.AddLast(instance);
            }

            if (_list.Count > bound)
            {
                over = _list.First!.Value;
                _list.RemoveFirst();
                over.IdleNode = null;
            }
        }

        if (over is not null)
        {
            retire(over);
        }
    }

    public void Remove(LiveInstance instance)
    {
        lock (_lock)
        {
            if (instance.IdleNode is { } node)
            {
                _list.Remove(node);
                instance.IdleNode = null;
            }
        }
    }
}
