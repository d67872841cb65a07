using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Data;
using ServerlessMlops.Pipeline.Training;

namespace ServerlessMlops.Learning;

/// <summary>What one candidate is trained from. The model depends on nothing else.</summary>
public sealed record TrainingInput
{
    public required Table Table { get; init; }

    public required TargetVector Target { get; init; }

    public required SplitAssignment Split { get; init; }

    public required PipelineSpec Spec { get; init; }

    /// <summary>Names of the columns to learn from.</summary>
    public required IReadOnlyList<string> Features { get; init; }

    /// <summary>One of <see cref="Trainer.Candidates"/>.</summary>
    public required string Candidate { get; init; }

    public required int Seed { get; init; }

    /// <summary>In place of the learner's own settings, by its own names; empty: its own.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>();

    /// <summary>How rows are weighed to lower a disparity; null: not at all.</summary>
    public Mitigated? Mitigation { get; init; }

    /// <summary>Threads to use; null: as many as the table can keep busy. Changes the time, never the model.</summary>
    public int? Threads { get; init; }
}
