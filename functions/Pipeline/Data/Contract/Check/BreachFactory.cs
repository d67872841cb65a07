using ServerlessMlops.Pipeline.Contracts;

namespace ServerlessMlops.Pipeline.Data;

/// <summary>Makes the lists of breaches of one column.</summary>
/// <param name="Budget">Null where the contract sets no rows aside, and none are remembered.</param>
internal sealed record BreachFactory(string Column, bool Masked, RowBudget? Budget)
{
    /// <param name="bound">Rows are remembered only where each breach is its row's own and an error.</param>
    public Breaches Make(string code, string expected, QualityBound bound)
    {
        var ofRows = bound is { AllowsNone: true, Severity: Severity.Error };
        return new Breaches(code, Column, expected, Masked, ofRows && Budget is not null ? new RowMemory(Budget) : null);
    }
}
