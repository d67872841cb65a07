using System.Text.Json;
using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Policy;

namespace ServerlessMlops.Cli.Http;

/// <summary>The bodies of the HTTP API that are not records of the domain.</summary>
public sealed record SignInCode(string Code, DateTimeOffset ExpiresAt, string SignInUrl);

public sealed record SignedIn(string Token, string User, IReadOnlyList<string> Roles, DateTimeOffset ExpiresAt);

public sealed record Submission(string Model, string File, string Digest, string Submitter);

public sealed record RunList(IReadOnlyList<RunRecord> Runs, string? Continuation = null);

public sealed record RunView(RunRecord Run, IReadOnlyList<AuditEntry> Timeline);

public sealed record EvaluationList(IReadOnlyList<PastEvaluation> Evaluations, string? Continuation = null);

public sealed record ConditionList(IReadOnlyList<HeldCondition> Conditions);

public sealed record WaiverList(IReadOnlyList<Waiver> Waivers);

public sealed record ApprovalList(IReadOnlyList<ApprovalRequest> Approvals);

public sealed record ApprovalView(
    ApprovalRequest Request, IReadOnlyList<Vote> Votes, EvaluationReport Evaluation, PipelineSpec Pipeline);

public sealed record VoteAnswer(ApprovalRequest Request, IReadOnlyList<Vote> Votes);

public sealed record ModelView(string Model, AliasRecord? Champion, IReadOnlyList<VersionRecord> Versions);

public sealed record ModelList(IReadOnlyList<ModelView> Models);

public sealed record PredictAnswer(string Model, int Version, string ModelDigest, IReadOnlyList<ScoredRow> Predictions);

/// <param name="State">running, done or failed.</param>
public sealed record ReproductionView(string Id, string State, ReproductionReport? Report = null, string? Reason = null);

/// <summary>One scored row, as <see cref="Prediction"/> with the id that it is known by.</summary>
public sealed record ScoredRow(
    string PredictionId,
    double Score,
    string? Label,
    IReadOnlyDictionary<string, double>? Probabilities,
    IReadOnlyList<Contribution> Contributions,
    double BaseValue)
{
    public PredictionInterval? Interval { get; init; }

    public PredictionSet? Set { get; init; }

    public string? Explanation { get; init; }

    public IReadOnlyList<ReasonCode>? Reasons { get; init; }

    public Counterfactual? Counterfactual { get; init; }
}

/// <summary>What a counterfactual is to be answered with; all null for two classes: the other label.</summary>
public sealed record Wanted(string? Label = null, double? Min = null, double? Max = null);

/// <summary>A row to predict: cells by column; null where a value is not known.</summary>
public sealed class InputRow : Dictionary<string, JsonElement>;
