using ServerlessMlops.Pipeline.Contracts;

namespace ServerlessMlops.Learning;

/// <summary>What asking for one prediction came to.</summary>
public abstract record PredictOutcome
{
    private PredictOutcome()
    {
    }

    /// <param name="Warnings">What to know about the row, and did not stop it: categories never seen.</param>
    public sealed record Predicted(Prediction Prediction, IReadOnlyList<Problem> Warnings) : PredictOutcome;

    /// <param name="Problems">Everything that is wrong with the row; never empty.</param>
    public sealed record Refused(IReadOnlyList<Problem> Problems) : PredictOutcome;
}
