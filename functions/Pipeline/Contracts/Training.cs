using System.Text.Json.Serialization;

namespace ServerlessMlops.Pipeline.Contracts;

/// <summary>What to train, sealed before any candidate sees the data.</summary>
/// <param name="Split">A <see cref="SplitAssignment"/>.</param>
public sealed record TrainingPlan(ArtifactRef Split, IReadOnlyList<string> Candidates, int TrainRows, int ValidationRows, int TestRows)
{
    /// <summary>SHA-256 of the gates, the groups and the split, in the audit log before any candidate is trained; null in plans of before.</summary>
    public string? Seal { get; init; }

    /// <summary>What to search within; null: only the candidates as they are.</summary>
    public SearchSpec? Search { get; init; }

    /// <summary>How candidates are scored; null: on the validation part.</summary>
    public CrossValidationSpec? CrossValidation { get; init; }
}

public enum SplitPart : byte { Train, Validation, Test }

/// <summary>The part of each row, in the snapshot's order.</summary>
/// <param name="Parts">One of <see cref="SplitPart"/> a row, as base64 in JSON.</param>
public sealed record SplitAssignment(int Seed, byte[] Parts);

/// <summary>The input of one Train activity.</summary>
public sealed record TrainCandidate(string RunId, IngestOutcome.Accepted Data, ArtifactRef Split, string Candidate)
{
    /// <summary>Null: the candidate with its own settings.</summary>
    public Trial? Trial { get; init; }

    /// <summary>How it is scored; null: on the validation part.</summary>
    public CrossValidationSpec? CrossValidation { get; init; }
}

/// <summary>One trained candidate: evidence, kept whether or not it wins.</summary>
/// <param name="Model">The model file; null where the candidate could not be trained, which <paramref name="Unmeasured"/> explains.</param>
/// <param name="Metric">The measure that picks, on validation or over folds.</param>
/// <param name="Score">Its value; null where it could not be measured (then the candidate cannot win).</param>
/// <param name="Seconds">Wall-clock seconds of fitting, for people; no decision depends on it.</param>
public sealed record CandidateResult(
    string Candidate, ArtifactRef? Model, string Metric, double? Score, double Seconds, IReadOnlyDictionary<string, string> Parameters,
    string? Unmeasured = null)
{
    /// <summary>Why it could not be trained, or what to know of it; each with a code. Null where there is nothing.</summary>
    public IReadOnlyList<Problem>? Problems { get; init; }

    /// <summary>What it was trained with.</summary>
    public TrainingEnvironment? Environment { get; init; }

    /// <summary>SHA-256 of its saved transform.</summary>
    public string? TransformDigest { get; init; }

    /// <summary>Of everything in training that is drawn by chance.</summary>
    public int? Seed { get; init; }

    /// <summary>Of a search; null for the candidate with its own settings.</summary>
    public Trial? Trial { get; init; }

    /// <summary>The folds behind the score, which is their mean; null where it is of the validation part.</summary>
    public CrossValidated? CrossValidated { get; init; }

    /// <summary>How it was trained to lower a disparity; null for a plain candidate.</summary>
    public Mitigated? Mitigation { get; init; }

    /// <summary>Of its decisions on validation; null where nothing is to be mitigated.</summary>
    public CandidateDisparity? Disparity { get; init; }

    /// <summary>The plain candidate that it is, or is made from.</summary>
    [JsonIgnore]
    public string Learner => Mitigation?.Learner ?? Candidate;

    /// <summary>As people read it.</summary>
    [JsonIgnore]
    public string Name => Trial is { } trial ? FormattableString.Invariant($"{Candidate}, trial {trial.Number}") : Candidate;
}
