using ServerlessMlops.Pipeline.Contracts;

namespace ServerlessMlops.Learning;

/// <summary>What asking for one prediction came to.</summary>
public abstract record PredictOutcome
{
    private PredictOutcome()
    {
    }

    public sealed record Predicted(Prediction Prediction) : PredictOutcome;

    /// <param name="Problems">Everything that is wrong with the row; never empty.</param>
    public sealed record Refused(IReadOnlyList<Problem> Problems) : PredictOutcome;
}
