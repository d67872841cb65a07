namespace ServerlessMlops.Pipeline.Ledger.Transparency;

/// <summary>What a proof was found to show.</summary>
public abstract record ProofVerdict
{
    private ProofVerdict()
    {
    }

    public sealed record Holds : ProofVerdict;

    /// <param name="Reason">One sentence: what was seen and what was expected.</param>
    public sealed record Fails(string Reason) : ProofVerdict;
}
