using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Policy;

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

    /// <summary>What can be used of many, by name, and what is wrong with the others.</summary>
    public static (PolicySet Policies, IReadOnlyList<Problem> Problems) Gather(IEnumerable<PolicyOutcome> outcomes)
    {
        var all = outcomes.ToList();
        return (
            new([.. all.OfType<Valid>().Select(valid => valid.Policy).OrderBy(policy => policy.Name, StringComparer.Ordinal)]),
            [.. all.OfType<Invalid>().SelectMany(invalid => invalid.Problems)]);
    }
}
