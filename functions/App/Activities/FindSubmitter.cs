using ServerlessMlops.Pipeline.Contracts;

namespace ServerlessMlops.App.Activities;

/// <summary>Looks whether a person answers for the upload yet.</summary>
public sealed class FindSubmitter(RunJournal journal)
{
    [Function(Names.FindSubmitter)]
    public async Task<string?> Run([ActivityTrigger] string runId, CancellationToken cancellation)
    {
        var run = await journal.GetAsync(runId, cancellation);
        if (run.Submitter is null)
        {
            await journal.ChangeAsync(
                runId, RunState.AwaitingClaim, "Waiting for a signed-in data scientist to claim the upload.", record => record, cancellation);
        }

        return run.Submitter;
    }
}
