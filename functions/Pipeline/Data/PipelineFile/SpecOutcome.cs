using ServerlessMlops.Pipeline.Contracts;

namespace ServerlessMlops.Pipeline.Data;

/// <summary>What a pipeline.yaml came to.</summary>
public abstract record SpecOutcome
{
    private SpecOutcome()
    {
    }

    public sealed record Valid(PipelineSpec Spec, IReadOnlyList<Problem> Warnings) : SpecOutcome;

    /// <param name="Problems">Every error, with line and column, then every warning.</param>
    public sealed record Invalid(IReadOnlyList<Problem> Problems) : SpecOutcome;
}
