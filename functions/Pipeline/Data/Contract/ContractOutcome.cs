using ServerlessMlops.Pipeline.Contracts;

namespace ServerlessMlops.Pipeline.Data;

/// <summary>What a contract.yaml came to.</summary>
public abstract record ContractOutcome
{
    private ContractOutcome()
    {
    }

    public sealed record Valid(DataContract Contract, IReadOnlyList<Problem> Warnings) : ContractOutcome;

    /// <param name="Problems">Every error, with line and column, then every warning.</param>
    public sealed record Invalid(IReadOnlyList<Problem> Problems) : ContractOutcome;
}
