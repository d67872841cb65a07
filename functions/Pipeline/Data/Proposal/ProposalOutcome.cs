using ServerlessMlops.Pipeline.Contracts;

namespace ServerlessMlops.Pipeline.Data;

/// <summary>What can be proposed for a table that came without a pipeline.yaml.</summary>
public abstract record ProposalOutcome
{
    private ProposalOutcome()
    {
    }

    /// <param name="Spec">What the run is held to until a person confirms; its owner, purpose, risk class, licence and legal basis are open.</param>
    /// <param name="Yaml">The same as a commented pipeline.yaml.</param>
    public sealed record Proposed(PipelineSpec Spec, string Yaml) : ProposalOutcome;

    public sealed record NothingToPredict(IReadOnlyList<Problem> Problems) : ProposalOutcome;
}
