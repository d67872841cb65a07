using Embedded.Engine.Store;

namespace ServerlessMlops.Engine.Tests.Support;

/// <summary>What happens at a commit.</summary>
internal enum Fault
{
    None,

    /// <summary>Nothing is stored, and the caller is told so.</summary>
    FailBefore,

    /// <summary>All is stored, and the caller is told that it failed.</summary>
    FailAfter,

    /// <summary>Nothing is stored, and the store answers no more: the process died before the commit.</summary>
    DieBefore,

    /// <summary>All is stored, and the store answers no more: the process died before it heard of it.</summary>
    DieAfter,
}

/// <summary>A store that fails or dies at chosen commits, over one that does not.</summary>
internal sealed class FaultingStore(IStateStore inner, Func<int, Fault> plan) : IStateStore
{
    private int _commits;

    public int Commits => _commits;

    public bool IsDead { get; private set; }

    public StoreMarks Open() => inner.Open();

    public IReadOnlyList<WriteConflictException?> Commit(IReadOnlyList<InstanceWrite> writes)
    {
        Live();
        var fault = plan(++_commits);
        var outcomes = fault is Fault.FailBefore or Fault.DieBefore ? [] : inner.Commit(writes);
        if (fault == Fault.None)
        {
            return outcomes;
        }

        IsDead = fault is Fault.DieBefore or Fault.DieAfter;
        throw new StateUnavailableException($"{fault} at commit {_commits}");
    }

    public InstanceRecord? Find(string instanceId) => Live().Find(instanceId);

    public StoredInstance Load(string instanceId) => Live().Load(instanceId);

    public IReadOnlyList<InboxMessage> Inbox(string instanceId) => Live().Inbox(instanceId);

    public IReadOnlyList<InstanceRecord> List(StoreQuery query) => Live().List(query);

    public IReadOnlyList<string> Unfinished() => Live().Unfinished();

    public IReadOnlyList<string> ChildrenOf(string instanceId) => Live().ChildrenOf(instanceId);

    public void Dispose() => inner.Dispose();

    private IStateStore Live() => IsDead ? throw new StateUnavailableException("The process is dead.") : inner;
}
