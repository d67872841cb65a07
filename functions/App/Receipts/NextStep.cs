using ServerlessMlops.Pipeline.Contracts;

namespace ServerlessMlops.App.Receipts;

/// <summary>What a person can do now, one sentence; null where there is nothing to do but wait.</summary>
public static class NextStep
{
    public static string? Of(RunRecord run) => run.State switch
    {
        RunState.Rejected => "Mend what is listed and drop the file again.",
        RunState.Evaluated => "Read the proposed pipeline.yaml, fill in what is marked TO CONFIRM, upload it, and drop the file again.",
        RunState.GateFailed => "A gate did not pass: change the data or the model and drop again. A gate can be loosened only with its owner, and never below the built-in policy.",
        RunState.AwaitingClaim => $"A signed-in data scientist claims the upload: mlops claim {run.Request.RunId}",
        RunState.AwaitingApproval => $"Approvers decide: mlops approvals show {run.ApprovalRequestId}",
        RunState.Declined or RunState.Expired => "Drop the file again when what stood in the way has changed.",
        RunState.Deployed => $"Ask it: mlops predict {run.Request.Model}",
        RunState.Failed => "Operators are told; one call starts it again.",
        _ => null,
    };
}
