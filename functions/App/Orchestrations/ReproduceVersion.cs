using ServerlessMlops.Pipeline.Contracts;

namespace ServerlessMlops.App.Orchestrations;

/// <param name="Id">Of this asking: the instance, and the key of its audit entry.</param>
/// <param name="All">Every recorded candidate; else the one that was released.</param>
/// <param name="AskedBy">A person.</param>
public sealed record ReproduceInput(string Id, string Model, int Version, bool All, string AskedBy);

/// <summary>One candidate to be trained again.</summary>
public sealed record ReproduceCandidate(ReproduceInput Asked, string Candidate, string Recorded, bool IsWinner)
{
    /// <summary>Null: with its own settings.</summary>
    public Trial? Trial { get; init; }
}

public sealed record ReproduceSummary(ReproduceInput Asked, IReadOnlyList<CandidateReproduction> Candidates);

/// <summary>Trains a released version again from what its manifest names, and compares it bit for bit.</summary>
public static class ReproduceVersion
{
    private static readonly TaskOptions Retried = new(new RetryPolicy(
        maxNumberOfAttempts: 3, firstRetryInterval: TimeSpan.FromSeconds(2), backoffCoefficient: 3));

    [Function(Names.ReproduceVersion)]
    public static async Task<ReproductionReport> Run([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var asked = context.GetInput<ReproduceInput>()!;
        var recorded = await context.CallActivityAsync<IReadOnlyList<ReproduceCandidate>>(Names.RecordedCandidates, asked, Retried);
        var again = await Task.WhenAll(recorded.Select(candidate =>
            context.CallActivityAsync<CandidateReproduction>(Names.TrainAgain, candidate, Retried)));
        return await context.CallActivityAsync<ReproductionReport>(Names.ReportReproduction, new ReproduceSummary(asked, again), Retried);
    }
}
