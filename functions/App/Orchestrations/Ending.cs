using ServerlessMlops.Pipeline.Contracts;

namespace ServerlessMlops.App.Orchestrations;

/// <summary>How a run ends, and why in one sentence.</summary>
public sealed record Ending(string RunId, RunState State, string Detail, int? Version = null)
{
    public static Ending Of(string runId, IngestOutcome outcome) => outcome switch
    {
        IngestOutcome.Rejected rejected => new(runId, RunState.Rejected, rejected.Summary),
        IngestOutcome.Unchanged unchanged => new(
            runId, RunState.Unchanged, $"The same content was already taken in by run {unchanged.EarlierRunId}."),
        _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome.GetType().Name, "Seen an accepted outcome; expected an ended one."),
    };

    /// <returns>Null where the run goes on to people.</returns>
    public static Ending? Of(string runId, IngestOutcome.Accepted data, EvaluationSummary evaluated)
    {
        if (evaluated.Refused is { } refused)
        {
            return new(runId, RunState.GateFailed, refused);
        }

        if (!evaluated.GatesPassed)
        {
            var failed = evaluated.Gates.Where(gate => gate.Stops).Select(gate => gate.Rule);
            return new(runId, RunState.GateFailed, $"Gates that did not pass: {string.Join("; ", failed)}.");
        }

        return data.PipelineConfirmed
            ? null
            : new(runId, RunState.Evaluated, "No pipeline.yaml lies there. Confirm the proposal in the receipt and drop the file again.");
    }

    public static Ending Of(string runId, ApprovalDecision decision) => decision switch
    {
        ApprovalDecision.Rejected rejected => new(
            runId, RunState.Declined, $"Rejected by {rejected.Vote.Voter}: {rejected.Vote.Reason}"),
        ApprovalDecision.Expired expired => new(
            runId, RunState.Expired, $"{expired.Approvals} of {expired.Quorum} approvals at the deadline; silence is not consent."),
        ApprovalDecision.Voided voided => new(runId, RunState.GateFailed, voided.Why),
        _ => throw new ArgumentOutOfRangeException(nameof(decision), decision.GetType().Name, "Seen an approval; expected an ended request."),
    };
}
