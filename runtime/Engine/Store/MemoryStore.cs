namespace Embedded.Engine.Store;

/// <summary>A store that lasts as long as its object. It keeps the same bytes as the file does, so that both see the same faults.</summary>
internal sealed class MemoryStore : IStateStore
{
    private readonly Lock _lock = new();
    private readonly SortedDictionary<string, InstanceRecord> _records = new(StringComparer.Ordinal);
    private readonly Dictionary<long, List<StoredTurn>> _histories = [];
    private readonly SortedDictionary<string, SortedDictionary<long, (string? ExecutionId, byte[] Json)>> _inboxes = new(StringComparer.Ordinal);
    private bool _open;

    public StoreMarks Open()
    {
        lock (_lock)
        {
            if (_open)
            {
                throw new StateInUseException("(memory)");
            }

            _open = true;
            return new StoreMarks(
                _records.Values.Select(record => record.Key).DefaultIfEmpty().Max(),
                _inboxes.Values.SelectMany(inbox => inbox.Keys).DefaultIfEmpty().Max());
        }
    }

    public IReadOnlyList<WriteConflictException?> Commit(IReadOnlyList<InstanceWrite> writes)
    {
        lock (_lock)
        {
            return [.. writes.Select(Apply)];
        }
    }

    public InstanceRecord? Find(string instanceId)
    {
        lock (_lock)
        {
            return _records.TryGetValue(instanceId, out var record) ? Current(record) : null;
        }
    }

    public StoredInstance Load(string instanceId)
    {
        lock (_lock)
        {
            var record = _records.GetValueOrDefault(instanceId);
            var turns = record is null ? [] : _histories.GetValueOrDefault(record.Key) ?? [];
            return new StoredInstance(record, [.. turns.Select((turn, i) => TurnCodec.Decode(instanceId, i, turn.Json.Span))], Inbox(instanceId));
        }
    }

    public IReadOnlyList<InboxMessage> Inbox(string instanceId)
    {
        lock (_lock)
        {
            return _inboxes.TryGetValue(instanceId, out var inbox)
                ? [.. inbox.Select(row => new InboxMessage(row.Key, instanceId, row.Value.ExecutionId, TurnCodec.DecodeMessage(instanceId, row.Key, row.Value.Json)))]
                : [];
        }
    }

    public IReadOnlyList<InstanceRecord> List(StoreQuery query)
    {
        lock (_lock)
        {
            var rows = _records.Values.Where(query.Admits);
            return [.. (query.ByCompletion ? rows.OrderBy(row => row.CompletedAt) : rows).Take(query.Limit).Select(Current)];
        }
    }

    public IReadOnlyList<string> Unfinished()
    {
        lock (_lock)
        {
            return [.. _records.Values.Where(record => !record.HasEnded).OrderBy(record => record.Key).Select(record => record.InstanceId).Union(_inboxes.Keys)];
        }
    }

    public IReadOnlyList<string> ChildrenOf(string instanceId)
    {
        lock (_lock)
        {
            return [.. _records.Values.Where(record => record.Parent?.InstanceId == instanceId).Select(record => record.InstanceId)];
        }
    }

    /// <summary>Lets another engine open the same content.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            _open = false;
        }
    }

    private InstanceRecord Current(InstanceRecord record) =>
        _histories.TryGetValue(record.Key, out var turns) && turns.Count > 0 && turns[^1].At > record.UpdatedAt
            ? record with { UpdatedAt = turns[^1].At }
            : record;

    private WriteConflictException? Apply(InstanceWrite write)
    {
        var history = _histories.GetValueOrDefault(write.Key);
        var length = write.NewHistory || history is null ? 0 : history.Count;
        if (write.Turns.Count > 0 && write.FirstTurn != length)
        {
            return new WriteConflictException(write.InstanceId, $"turn {write.FirstTurn} was to follow {length} turns");
        }

        if (write.Purge)
        {
            _records.Remove(write.InstanceId);
            _histories.Remove(write.Key);
            _inboxes.Remove(write.InstanceId);
            return null;
        }

        if (write.NewHistory)
        {
            _histories.Remove(write.Key);
        }

        if (write.Record is not null)
        {
            _records[write.InstanceId] = write.Record;
        }

        if (write.Turns.Count > 0)
        {
            (_histories.TryGetValue(write.Key, out var turns) ? turns : _histories[write.Key] = []).AddRange(write.Turns);
        }

        Deliver(write);
        return null;
    }

    private void Deliver(InstanceWrite write)
    {
        if (_inboxes.TryGetValue(write.InstanceId, out var own))
        {
            foreach (var sequence in write.Consumed)
            {
                own.Remove(sequence);
            }

            if (own.Count == 0)
            {
                _inboxes.Remove(write.InstanceId);
            }
        }

        foreach (var message in write.Outgoing)
        {
            if (!_inboxes.TryGetValue(message.Target, out var inbox))
            {
                _inboxes[message.Target] = inbox = [];
            }

            inbox.Add(message.Sequence, (message.ExecutionId, TurnCodec.Encode(message.Event)));
        }
    }
}
