using ServerlessMlops.Pipeline.Contracts;

namespace ServerlessMlops.Learning;

/// <summary>What training one candidate came to.</summary>
public abstract record TrainingOutcome
{
    private TrainingOutcome()
    {
    }

    public sealed record Trained(TrainedModel Model) : TrainingOutcome;

    /// <summary>This candidate cannot be had here or from these rows; others may.</summary>
    public sealed record NotTrained(string Candidate, Problem Problem) : TrainingOutcome;
}
