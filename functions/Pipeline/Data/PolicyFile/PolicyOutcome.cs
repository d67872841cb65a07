using ServerlessMlops.Pipeline.Contracts;

namespace ServerlessMlops.Pipeline.Data;

/// <summary>What a policy's file came to.</summary>
public abstract record PolicyOutcome
{
    private PolicyOutcome()
    {
    }

    public sealed record Valid(OrganisationPolicy Policy) : PolicyOutcome;

    /// <param name="Problems">Every error, with line and column.</param>
    public sealed record Invalid(IReadOnlyList<Problem> Problems) : PolicyOutcome;
}
