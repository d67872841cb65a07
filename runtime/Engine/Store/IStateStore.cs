namespace Embedded.Engine.Store;

/// <summary>
/// Where instances live. One engine owns a store; a second one is refused. <see cref="Commit"/> is called from one thread only;
/// the questions may come from many at once and see only what was committed.
/// </summary>
internal interface IStateStore : IDisposable
{
    /// <summary>Makes the store ready, and takes it for this process.</summary>
    /// <exception cref="StateInUseException">Another process has it.</exception>
    /// <exception cref="StateUnreadableException">It is not a store, of another schema, or damaged.</exception>
    StoreMarks Open();

    /// <summary>
    /// Stores the writes in order, in one transaction, each in a savepoint. When the call returns, what is reported as stored is on disk.
    /// </summary>
    /// <returns>For each write null when it is stored, or why it alone was rolled back.</returns>
    /// <exception cref="StateUnavailableException">Nothing of this call may be relied on: the disk is full or broken. Read before you go on.</exception>
    IReadOnlyList<WriteConflictException?> Commit(IReadOnlyList<InstanceWrite> writes);

    /// <summary>The row; null when there is none.</summary>
    /// <exception cref="StateUnavailableException">The store cannot be read now.</exception>
    InstanceRecord? Find(string instanceId);

    /// <summary>The row, the history in order, and the inbox in order.</summary>
    /// <exception cref="StateUnavailableException">The store cannot be read now.</exception>
    /// <exception cref="StateUnreadableException">What is stored of this instance cannot be understood.</exception>
    StoredInstance Load(string instanceId);

    /// <summary>The messages that wait for the instance, in order.</summary>
    /// <exception cref="StateUnavailableException">The store cannot be read now.</exception>
    /// <exception cref="StateUnreadableException">A message cannot be understood.</exception>
    IReadOnlyList<InboxMessage> Inbox(string instanceId);

    /// <summary>Rows that the query names, in the order it asks for.</summary>
    /// <exception cref="StateUnavailableException">The store cannot be read now.</exception>
    IReadOnlyList<InstanceRecord> List(StoreQuery query);

    /// <summary>The ids of all instances that have not ended or have messages waiting.</summary>
    /// <exception cref="StateUnavailableException">The store cannot be read now.</exception>
    IReadOnlyList<string> Unfinished();

    /// <summary>The ids of the instances that this one started.</summary>
    /// <exception cref="StateUnavailableException">The store cannot be read now.</exception>
    IReadOnlyList<string> ChildrenOf(string instanceId);
}

/// <summary>The highest numbers in use.</summary>
internal sealed record StoreMarks(long Key, long Sequence);
