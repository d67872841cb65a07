using Embedded.DurableTask;
using Embedded.Engine.Store;
using ServerlessMlops.Engine.Tests.Support;

namespace ServerlessMlops.Engine.Tests.Stores;

/// <summary>What a disk can do to a state file.</summary>
public sealed class SqliteFaultTests
{
    [Fact]
    public async Task A_torn_log_keeps_the_last_whole_transaction()
    {
        var path = TempFolder.File("state.db");
        using var engine = new TestEngine(Tasks, TestEngine.File(path));
        for (var i = 0; i < 20; i++)
        {
            await engine.Client.ScheduleNewOrchestrationInstanceAsync("Wait", new StartOrchestrationOptions($"i{i:D2}"));
        }

        var log = File.ReadAllBytes(path + "-wal");
        for (var cut = 0; cut <= 10; cut++)
        {
            var copy = TempFolder.File("state.db");
            File.Copy(path, copy);
            var torn = log[..(log.Length * cut / 10)];
            if (cut is > 0 and < 10)
            {
                torn[^1] ^= 0xFF;
            }

            File.WriteAllBytes(copy + "-wal", torn);
            using var store = TestEngine.File(copy);
            store.Open();

            var found = store.List(new StoreQuery(100)).Select(row => row.InstanceId).ToList();
            Assert.Equal(Enumerable.Range(0, found.Count).Select(i => $"i{i:D2}"), found);
            Assert.All(found, id => Assert.Single(store.Load(id).Turns));
            Assert.True(cut < 10 || found.Count == 20);
        }
    }

    [Fact]
    public async Task A_full_disk_is_said_and_when_there_is_room_again_all_goes_on()
    {
        var store = TestEngine.File(TempFolder.File("state.db"));
        using var engine = new TestEngine(Tasks, store);
        await engine.Client.ScheduleNewOrchestrationInstanceAsync("Wait", new StartOrchestrationOptions("before"));
        store.LimitPages(1);

        var big = new string('x', 200_000);
        await Assert.ThrowsAsync<StateUnavailableException>(() => engine.Client.RaiseEventAsync("before", "go", big));
        await Assert.ThrowsAsync<StateUnavailableException>(
            () => engine.Client.ScheduleNewOrchestrationInstanceAsync("Wait", big, new StartOrchestrationOptions("during")));
        Assert.Null(await engine.Client.GetInstanceAsync("during"));

        store.LimitPages(1_000_000);
        await engine.Client.RaiseEventAsync("before", "go", big);
        Assert.Equal(big, (await engine.EndOfAsync("before")).ReadOutputAs<string>());
        await engine.Client.ScheduleNewOrchestrationInstanceAsync("Wait", big, new StartOrchestrationOptions("during"));
    }

    [Fact]
    public void A_file_that_is_no_state_file_is_refused_and_left_alone()
    {
        var path = TempFolder.File("state.db");
        File.WriteAllText(path, new string('?', 5000));

        using var store = TestEngine.File(path);
        Assert.Throws<StateUnreadableException>(() => store.Open());
        Assert.Equal(new string('?', 5000), File.ReadAllText(path));
    }

    private static void Tasks(DurableTaskRegistry tasks) =>
        tasks.AddOrchestratorFunc<string>("Wait", context => context.WaitForExternalEvent<string>("go"));
}
