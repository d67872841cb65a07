using System.Text;
using Embedded.DurableTask.Client;
using Embedded.Engine.History;
using Embedded.Engine.Store;
using Embedded.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;
using ServerlessMlops.Engine.Tests.Support;

namespace ServerlessMlops.Engine.Tests.Stores;

/// <summary>What every store promises; one suite for all of them.</summary>
public abstract class StoreContract : IDisposable
{
    private static readonly DateTime At = new(2026, 3, 1, 12, 0, 0, DateTimeKind.Utc);
    private readonly Lazy<IStateStore> _store;

    protected StoreContract() => _store = new Lazy<IStateStore>(() => (IStateStore)Create());

    [Fact]
    public void A_row_a_turn_and_a_message_come_back_as_they_were_written()
    {
        var store = Opened();
        var record = Row(1, "a") with
        {
            Input = "\"ä\"",
            Tags = new Dictionary<string, string> { ["k"] = "v" },
            Parent = new ParentLink("p", "px", "P", 7),
            StartAt = At.AddHours(1),
        };
        var turn = Turn(At, new ExecutionStarted("x", "N", string.Empty, "\"ä\""), new EventRaised("e", null));

        Assert.All(store.Commit([Write(record, turn) with { Outgoing = [new InboxMessage(5, "b", "bx", new EventRaised("hi", "1"))] }]), Assert.Null);

        var loaded = store.Load("a");
        Assert.Equal(record.Tags, loaded.Record!.Tags);
        Assert.Equal(record, loaded.Record with { Tags = record.Tags });
        Assert.Equal(TurnCodec.Encode(turn).Json.ToArray(), TurnCodec.Encode(Assert.Single(loaded.Turns)).Json.ToArray());
        Assert.Equal(new InboxMessage(5, "b", "bx", new EventRaised("hi", "1")), Assert.Single(store.Inbox("b")));
        Assert.Equal(["a", "b"], store.Unfinished().Order());
        Assert.Equal(["a"], store.ChildrenOf("p"));
    }

    [Fact]
    public void A_turn_number_that_is_taken_is_refused_alone()
    {
        var store = Opened();
        store.Commit([Write(Row(1, "a"), Turn(At)), Write(Row(2, "b"), Turn(At))]);

        var outcomes = store.Commit([
            new InstanceWrite("a") { Key = 1, FirstTurn = 0, Turns = [TurnCodec.Encode(Turn(At))], Outgoing = [new InboxMessage(1, "c", null, new EventRaised("e", null))] },
            new InstanceWrite("b") { Key = 2, FirstTurn = 1, Turns = [TurnCodec.Encode(Turn(At))] },
        ]);

        Assert.IsType<WriteConflictException>(outcomes[0]);
        Assert.Null(outcomes[1]);
        Assert.Single(store.Load("a").Turns);
        Assert.Equal(2, store.Load("b").Turns.Count);
        Assert.Empty(store.Inbox("c"));
    }

    [Fact]
    public void A_new_history_replaces_the_old_one_and_a_purge_leaves_nothing()
    {
        var store = Opened();
        store.Commit([Write(Row(1, "a"), Turn(At), Turn(At))]);
        store.Commit([Write(Row(1, "a") with { ExecutionId = "second" }, Turn(At.AddHours(1))) with { NewHistory = true }]);

        Assert.Equal("second", store.Find("a")!.ExecutionId);
        Assert.Equal(At.AddHours(1), Assert.Single(store.Load("a").Turns).At);
        Assert.Equal(At.AddHours(1), store.Find("a")!.UpdatedAt);

        store.Commit([new InstanceWrite("a") { Key = 1, Purge = true }]);
        Assert.Null(store.Find("a"));
        Assert.Empty(store.Load("a").Turns);
        Assert.Empty(store.Unfinished());
    }

    [Fact]
    public void Consumed_messages_are_gone_and_the_others_keep_their_order()
    {
        var store = Opened();
        store.Commit([new InstanceWrite("a") { Outgoing = [.. new long[] { 3, 1, 2 }.Select(n => new InboxMessage(n, "b", null, new EventRaised($"{n}", null)))] }]);
        store.Commit([new InstanceWrite("b") { Consumed = [2] }]);

        Assert.Equal([1L, 3L], store.Inbox("b").Select(message => message.Sequence));
    }

    [Fact]
    public void A_query_names_rows_by_state_time_and_prefix_page_by_page()
    {
        var store = Opened();
        store.Commit([.. Enumerable.Range(0, 10).Select(i => new InstanceWrite($"{(i % 2 == 0 ? "even" : "odd")}-{i}")
        {
            Key = i + 1,
            Record = Row(i + 1, $"{(i % 2 == 0 ? "even" : "odd")}-{i}") with
            {
                CreatedAt = At.AddMinutes(i),
                Status = i < 5 ? OrchestrationRuntimeStatus.Completed : OrchestrationRuntimeStatus.Running,
                CompletedAt = i < 5 ? At.AddHours(10 - i) : null,
            },
        })]);

        Assert.Equal(["even-0", "even-2", "even-4"], Ids(new StoreQuery(9) { Prefix = "even", Statuses = [OrchestrationRuntimeStatus.Completed] }));
        Assert.Equal(["even-2", "even-4"], Ids(new StoreQuery(2) { AfterId = "even-0" }));
        Assert.Equal(["even-6", "odd-5", "odd-7"], Ids(new StoreQuery(9) { CreatedFrom = At.AddMinutes(5), CreatedTo = At.AddMinutes(7) }));
        Assert.Equal(["even-4", "odd-3"], Ids(new StoreQuery(2) { ByCompletion = true }));
        Assert.Equal(["even-2", "odd-1"], Ids(new StoreQuery(2) { ByCompletion = true, AfterCompletion = At.AddHours(7), AfterId = "odd-3" }));
        Assert.Equal(["even-0"], Ids(new StoreQuery(9) { ByCompletion = true, CompletedFrom = At.AddHours(10) }));

        IEnumerable<string> Ids(StoreQuery query) => store.List(query).Select(row => row.InstanceId);
    }

    [Fact]
    public void A_second_engine_on_the_same_state_is_refused()
    {
        var store = Opened();

        Assert.Throws<StateInUseException>(() => Again(store).Open());
    }

    [Fact]
    public void A_turn_of_a_megabyte_and_any_text_survives()
    {
        var store = Opened();
        var text = new string('ß', 1 << 20) + "\0\u2028'\"\\ 😀";
        store.Commit([Write(Row(1, "a'\"; DROP"), Turn(At, new EventRaised(text, text)))]);

        Assert.Equal(new EventRaised(text, text), Assert.Single(store.Load("a'\"; DROP").Turns.Single().Received));
        Assert.True(Encoding.UTF8.GetByteCount(text) > 1 << 21);
    }

    public void Dispose()
    {
        if (_store.IsValueCreated)
        {
            _store.Value.Dispose();
        }

        GC.SuppressFinalize(this);
    }

    protected abstract object Create();

    private protected abstract IStateStore Again(IStateStore store);

    private static InstanceRecord Row(long key, string id) => new(key, id, $"x{key}", "N", string.Empty) { CreatedAt = At, UpdatedAt = At };

    private static Turn Turn(DateTime at, params Received[] received) => new(at, received, []);

    private static InstanceWrite Write(InstanceRecord record, params Turn[] turns) =>
        new(record.InstanceId) { Key = record.Key, Record = record, Turns = [.. turns.Select(TurnCodec.Encode)] };

    private IStateStore Opened()
    {
        _store.Value.Open();
        return _store.Value;
    }
}

public sealed class MemoryStoreTests : StoreContract
{
    protected override object Create() => new MemoryStore();

    private protected override IStateStore Again(IStateStore store) => store;
}

public sealed class FaultingStoreTests : StoreContract
{
    protected override object Create() => new FaultingStore(new MemoryStore(), _ => Fault.None);

    private protected override IStateStore Again(IStateStore store) => store;
}

public sealed class SqliteStoreTests : StoreContract
{
    private readonly string _path = TempFolder.File("state.db");

    protected override object Create() => new SqliteStore(_path, NullLogger.Instance);

    private protected override IStateStore Again(IStateStore store) => new SqliteStore(_path, NullLogger.Instance);
}
