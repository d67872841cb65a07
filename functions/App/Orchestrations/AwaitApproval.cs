using ServerlessMlops.Pipeline.Contracts;

namespace ServerlessMlops.App.Orchestrations;

/// <summary>Waits for people, at no cost, until the request is decided or its deadline has passed.</summary>
public static class AwaitApproval
{
    private const int RoundsBeforeContinueAsNew = 50;
    private static readonly TimeSpan SweepEvery = TimeSpan.FromHours(6);

    [Function(Names.AwaitApproval)]
    public static async Task<Carried<ApprovalDecision>?> Run([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var ask = context.GetInput<ApprovalAsk>()!;
        var request = await context.CallActivityAsync<ApprovalRequest>(Names.OpenApproval, ask, Wake.Retried);
        for (var round = 0; round < RoundsBeforeContinueAsNew; round++)
        {
            var progress = await context.CallActivityAsync<ApprovalProgress>(Names.DecideApproval, request.RequestId, Wake.Retried);
            if (progress.Decision is { } decision)
            {
                return new(decision);
            }

            await Wake.On(context, Names.VoteEvent(progress.Votes + 1), Due(context.CurrentUtcDateTime, progress.NextLook ?? request.Deadline.UtcDateTime));
        }

        context.ContinueAsNew(ask, preserveUnprocessedEvents: true);
        return null;
    }

    /// <summary>When something is due, or in six hours; past the deadline, where storage's clock is behind ours, in ten seconds.</summary>
    private static DateTime Due(DateTime now, DateTime next)
    {
        var sweep = now + SweepEvery;
        var due = next < sweep ? next : sweep;
        return due > now ? due : now + TimeSpan.FromSeconds(10);
    }
}
