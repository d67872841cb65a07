using System.Text.Json.Serialization;
using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Training.Mitigating;

namespace ServerlessMlops.Pipeline.Card;

/// <summary>All that a model card says, of a version or of a candidate that waits for approval; every rendering is a pure function of it.</summary>
public sealed record ModelCard
{
    public const string CurrentFormat = "serverless-mlops-card/1";

    public string Format { get; init; } = CurrentFormat;

    public required string Model { get; init; }

    /// <summary>Null for a candidate.</summary>
    public int? Version { get; init; }

    public required string RunId { get; init; }

    /// <summary>When the last vote was cast; null for a candidate.</summary>
    public DateTimeOffset? ReleasedAt { get; init; }

    /// <summary>The candidate's name, e.g. <c>lightgbm</c>, or <c>lightgbm, reweighed by Sex</c>.</summary>
    public required string Candidate { get; init; }

    /// <summary>The plain candidate that it is, or is made from.</summary>
    [JsonIgnore]
    public string Learner => MitigationPlan.Find(Pipeline.Train, Candidate)?.Learner ?? Candidate;

    public required PipelineSpec Pipeline { get; init; }

    /// <summary>Rows of the dataset, before it was split.</summary>
    public required long Rows { get; init; }

    public required EvaluationReport Evaluation { get; init; }

    /// <summary>As the evaluation names it; null where there is none.</summary>
    public ExplanationReport? Explanation { get; init; }

    public required Datasheet Datasheet { get; init; }

    /// <summary>What its owner was asked, with the answers.</summary>
    public required IReadOnlyList<DatasheetEntry> Statements { get; init; }

    /// <summary>The columns that a row to be predicted has.</summary>
    public required IReadOnlyList<CardInput> Inputs { get; init; }

    public required CardRecord Record { get; init; }

    /// <summary>What it was trained with; null where it was brought, or is of before the record.</summary>
    public TrainingEnvironment? Environment { get; init; }

    /// <summary>As in <c>credit-risk@3</c>.</summary>
    public string Name => Version is { } version ? FormattableString.Invariant($"{Model}@{version}") : $"{Model}, candidate";

    /// <summary>Questions that nobody has answered, of the model, then of its data.</summary>
    public IReadOnlyList<string> Gaps =>
        [.. Statements.Where(one => one.Answer is null).Select(one => one.Title), .. Datasheet.Gaps.Select(gap => $"{gap} (data)")];

    /// <param name="field">As in pipeline.yaml.</param>
    public string? Stated(string field) => Statements.FirstOrDefault(one => one.Field == field)?.Answer;
}

/// <summary>One input as the data had it.</summary>
/// <param name="Min">The least value seen; numbers and dates (in days since 1970-01-01).</param>
/// <param name="Missing">Share of rows without a value, in [0, 1].</param>
/// <param name="Agreed">What the contract says of it; null where it says nothing.</param>
public sealed record CardInput(string Name, ColumnKind Kind, double? Min, double? Max, double Missing, string? Agreed);

/// <summary>Digests and people behind a model.</summary>
/// <param name="Evidence">What was, or is to be, voted on; null before a request was opened.</param>
public sealed record CardRecord(
    string Dataset, string Split, string ModelFile, string Pipeline, string Evaluation, string? Evidence, string? Submitter, string Owner,
    IReadOnlyList<Vote> Votes);
