using ServerlessMlops.App.Orchestrations;
using ServerlessMlops.Pipeline.Contracts;

namespace ServerlessMlops.App.Activities;

/// <summary>Writes down how the run ended.</summary>
public sealed class ConcludeRun(RunJournal journal)
{
    [Function(Names.Conclude)]
    public async Task<RunState> Run([ActivityTrigger] Ending ending, CancellationToken cancellation)
    {
        var run = await journal.GetAsync(ending.RunId, cancellation);
        // A requeued run ends again, and that end has an entry of its own.
        var key = run.Requeues == 0 ? "ended" : $"ended.{run.Requeues}";
        await journal.RecordAsync(run, "run.ended", key, new Dictionary<string, string>
        {
            ["state"] = MlopsJson.Write(ending.State).Trim('"'),
            ["detail"] = ending.Detail.Length > 1000 ? ending.Detail[..1000] : ending.Detail,
        }, cancellation);
        await journal.ChangeAsync(
            ending.RunId, ending.State, ending.Detail, record => record with { Version = ending.Version ?? record.Version }, cancellation);
        return ending.State;
    }
}
