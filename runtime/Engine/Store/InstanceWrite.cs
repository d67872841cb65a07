using Embedded.Engine.History;

namespace Embedded.Engine.Store;

/// <summary>All that one turn changes; it is stored as a whole or not at all.</summary>
internal sealed record InstanceWrite(string InstanceId)
{
    /// <summary>The instance's new row; null leaves the row as it is.</summary>
    public InstanceRecord? Record { get; init; }

    /// <summary>Whether the old history goes first.</summary>
    public bool NewHistory { get; init; }

    /// <summary>Turns to append, numbered from <see cref="FirstTurn"/>.</summary>
    public IReadOnlyList<StoredTurn> Turns { get; init; } = [];

    /// <summary>The key of the history; the same as the record's.</summary>
    public long Key { get; init; }

    /// <summary>The number of the first appended turn; a number that is taken is a conflict.</summary>
    public int FirstTurn { get; init; }

    /// <summary>Inbox messages that are done with.</summary>
    public IReadOnlyList<long> Consumed { get; init; } = [];

    /// <summary>Messages for this or other instances.</summary>
    public IReadOnlyList<InboxMessage> Outgoing { get; init; } = [];

    /// <summary>Whether the row, the history and the inbox of the instance are removed.</summary>
    public bool Purge { get; init; }
}

/// <summary>A turn in its stored form.</summary>
internal sealed record StoredTurn(DateTime At, ReadOnlyMemory<byte> Json);

/// <summary>A message that waits for its instance.</summary>
/// <param name="Sequence">The engine's running number; the order of delivery.</param>
/// <param name="ExecutionId">The generation it is meant for; null is any.</param>
internal sealed record InboxMessage(long Sequence, string Target, string? ExecutionId, Received Event);

/// <summary>An instance with all that is stored of it.</summary>
internal sealed record StoredInstance(InstanceRecord? Record, IReadOnlyList<Turn> Turns, IReadOnlyList<InboxMessage> Inbox);
