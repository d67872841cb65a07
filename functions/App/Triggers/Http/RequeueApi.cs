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
        foreach (var instance in new[] { id, Names.ClaimInstance(id), Names.ApprovalInstance(found.ApprovalRequestId ?? id) })
        {
            await ClearAsync(durable, instance, cancellation);
        }

        var run = await runs.UpdateAsync(
            id, run => run with { State = RunState.Received, Requeues = found.Requeues + 1, Detail = "Requeued.", StageSince = time.GetUtcNow() }, cancellation);
        await durable.ScheduleNewOrchestrationInstanceAsync(Names.PipelineRun, run.Request, new StartOrchestrationOptions(id), cancellation);
        return Answer(run);
    }

    /// <summary>Whatever is left of the earlier try must not answer for the new one.</summary>
    private static async Task ClearAsync(DurableTaskClient durable, string instance, CancellationToken cancellation)
    {
        if (await durable.GetInstanceAsync(instance, cancellation) is { IsCompleted: false })
        {
            await durable.TerminateInstanceAsync(instance, "Requeued.", cancellation);
            await durable.WaitForInstanceCompletionAsync(instance, cancellation);
        }

        await durable.PurgeInstanceAsync(instance, cancellation);
    }
}
