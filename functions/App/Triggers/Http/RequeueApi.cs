using Microsoft.AspNetCore.Http;
using ServerlessMlops.App.Activities;
using ServerlessMlops.App.Identity;
using ServerlessMlops.App.Middleware;
using ServerlessMlops.Pipeline.Contracts;
using static ServerlessMlops.App.Middleware.JsonBodies;

namespace ServerlessMlops.App.Triggers.Http;

/// <summary>Starts a run again that ended by a fault of ours; what it had done is not done twice.</summary>
public sealed class RequeueApi(Storage.Runs runs, RunJournal journal, TimeProvider time)
{
    [Function("RequeueRun"), Access(Roles.Operator)]
    public async Task<IResult> Requeue(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "runs/{id}/requeue")] HttpRequest request,
        string id,
        [DurableClient] DurableTaskClient durable,
        CancellationToken cancellation)
    {
        if (!(await Reasons.ReadAsync(request, cancellation)).IsRead(out var input, out var unreadable))
        {
            return unreadable;
        }

        if (await runs.GetAsync(id, cancellation) is not { } found)
        {
            return ProblemResults.NotFound($"No run {id} is stored.");
        }

        if (found.State != RunState.Failed)
        {
            return ProblemResults.Conflict($"Run {id} is {found.State}; only a failed one is requeued.");
        }

        var caller = request.Caller();
        await journal.RecordAsync(found, "run.requeued", $"requeue.{found.UpdatedAt.UtcTicks}", new Dictionary<string, string> { ["reason"] = input.Reason },
            cancellation, new(caller.Name, ActorKind.Person, caller.Roles));
        await durable.PurgeInstanceAsync(id, cancellation);
        var run = await runs.UpdateAsync(
            id, run => run with { State = RunState.Received, Detail = "Requeued.", StageSince = time.GetUtcNow() }, cancellation);
        await durable.ScheduleNewOrchestrationInstanceAsync(Names.PipelineRun, run.Request, new StartOrchestrationOptions(id), cancellation);
        return Answer(run);
    }
}
