using Embedded.DurableTask;
using Embedded.DurableTask.Client;
using Embedded.DurableTask.Core.Exceptions;
using Embedded.Engine.History;
using Embedded.Engine.Store;
using Microsoft.Extensions.Time.Testing;
using ServerlessMlops.Engine.Tests.Support;

namespace ServerlessMlops.Engine.Tests.Campaign;

/// <summary>
/// One run of the real engine over a store that fails and dies by plan. A dead engine is replaced by a new one over what was stored.
/// Afterwards nothing may be lost, and nothing doubled.
/// </summary>
internal sealed class CampaignRun(IStateStore state, CampaignTasks tasks, IReadOnlyList<Job> jobs, Func<int, Fault> plan)
{
    private readonly FakeTimeProvider _time = new(TestEngine.Epoch);
    private int _commits;

    /// <summary>Commits of all engines together.</summary>
    public int Commits => _commits;

    public int Deaths { get; private set; }

    public async Task PlayAsync()
    {
        while (!await LiveAsync())
        {
            Deaths++;
            Assert.True(Deaths < 500, "The run does not come to an end.");
        }

        Verify();
    }

    private static string Id(int number) => $"job-{number}";

    /// <returns>False when the engine died before all was done.</returns>
    private async Task<bool> LiveAsync()
    {
        var store = new FaultingStore(state, _ => plan(Interlocked.Increment(ref _commits)));
        using var engine = new TestEngine(tasks.Register, store, _time);
        if (!await StartAllAsync(engine, store))
        {
            return false;
        }

        await engine.PlayAsync(() => store.IsDead || AllWait(engine));
        for (var i = 0; i < jobs.Count && !store.IsDead; i++)
        {
            await TryAsync(store, () => SendGoAsync(engine, Id(i)));
        }

        await engine.PlayAsync(() => store.IsDead || AllDone(engine));
        return !store.IsDead && AllDone(engine);
    }

    private async Task<bool> StartAllAsync(TestEngine engine, FaultingStore store)
    {
        var children = jobs.Sum(job => job.Children);
        await TryAsync(store, () => StartAsync(engine, "Rounds", "rounds", new Rounds(children, [])));
        for (var i = 0; i < jobs.Count && !store.IsDead; i++)
        {
            var number = i;
            await TryAsync(store, () => StartAsync(engine, "Job", Id(number), jobs[number]));
        }

        return !store.IsDead;
    }

    private static async Task StartAsync(TestEngine engine, string name, string id, object input)
    {
        try
        {
            await engine.Client.ScheduleNewOrchestrationInstanceAsync(
                name, input, new StartOrchestrationOptions(id).WithDedupeStatuses([.. StartOrchestrationOptionsExtensions.ValidDedupeStatuses]));
        }
        catch (OrchestrationAlreadyExistsException)
        {
            // An earlier try was stored though it was reported as failed.
        }
    }

    /// <summary>The sender cannot know whether a failed try was stored: it sends again, and the job takes the first.</summary>
    private static async Task SendGoAsync(TestEngine engine, string id) => await engine.Client.RaiseEventAsync(id, "go", id);

    private static async Task TryAsync(FaultingStore store, Func<Task> action)
    {
        while (!store.IsDead)
        {
            try
            {
                await action();
                return;
            }
            catch (StateUnavailableException)
            {
                // The disk may be back at the next try.
            }
        }
    }

    private bool AllWait(TestEngine engine) => jobs.Select((job, i) => engine.Engine.Store.Load(Id(i))).All(job =>
        job.Record!.HasEnded || job.Turns.SelectMany(turn => turn.Received).OfType<SubOrchestrationCompleted>().Count() == jobs[Number(job)].Children);

    private static int Number(StoredInstance job) => int.Parse(job.Record!.InstanceId.AsSpan(4), System.Globalization.CultureInfo.InvariantCulture);

    private bool AllDone(TestEngine engine) =>
        engine.Engine.Store.Find("rounds") is { HasEnded: true } && jobs.Select((_, i) => engine.Engine.Store.Find(Id(i))).All(row => row is { HasEnded: true });

    private void Verify()
    {
        state.Open();
        Assert.Empty(state.Unfinished());
        for (var i = 0; i < jobs.Count; i++)
        {
            var stored = state.Load(Id(i));
            Assert.Equal($"\"{CampaignTasks.Expected(Id(i), jobs[i])}\"", stored.Record!.Output);
            Assert.All(CampaignTasks.ExpectedEffects(Id(i), jobs[i]), key => Assert.True(tasks.Effects.ContainsKey(key), key));
            VerifyHistory(stored);
        }

        // The collector heard of each child once, in whatever order.
        var children = jobs.SelectMany((job, i) => Enumerable.Range(0, job.Children).Select(c => $"{Id(i)}.c{c}")).Order(StringComparer.Ordinal);
        Assert.Equal($"\"{string.Join(',', children)}\"", state.Find("rounds")!.Output);
        state.Dispose();
    }

    private static void VerifyHistory(StoredInstance stored)
    {
        var asked = stored.Turns.SelectMany(turn => turn.Decisions).Select(decision => decision.Id).ToList();
        Assert.Equal(Enumerable.Range(0, asked.Count), asked);
        var answers = stored.Turns.SelectMany(turn => turn.Received).Select(received => received switch
        {
            TaskCompleted done => done.TaskId,
            TaskFailed failed => failed.TaskId,
            SubOrchestrationCompleted done => done.TaskId,
            TimerFired fired => fired.TimerId,
            _ => -1,
        }).Where(id => id >= 0).ToList();
        Assert.Equal(answers.Distinct(), answers);
        Assert.Equal(asked, answers.Order());
        Assert.Equal(stored.Turns.Select(turn => turn.At).Order(), stored.Turns.Select(turn => turn.At));
    }
}
