using System.Text.Json.Serialization;
using ServerlessMlops.Pipeline.Contracts;

namespace ServerlessMlops.Cli.Demo;

/// <summary>What the demo answers with <c>--json</c>. The members are there in every end, null where the run did not come so far.</summary>
public sealed record DemoReport
{
    public required string RunId { get; init; }

    /// <summary>A <see cref="RunState"/> by its name: <c>Deployed</c>, <c>Rejected</c>, <c>GateFailed</c> …</summary>
    public required string State { get; init; }

    public required string Model { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public int? Version { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public ModelTask? Task { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public long? Rows { get; init; }

    /// <summary>By name; null where it could not be measured.</summary>
    public IReadOnlyDictionary<string, double?> Metrics { get; init; } = new Dictionary<string, double?>();

    public IReadOnlyList<GateResult> Gates { get; init; } = [];

    public IReadOnlyList<AttributeDisparity> Disparities { get; init; } = [];

    public IReadOnlyList<Vote> Votes { get; init; } = [];

    public IReadOnlyList<DemoPrediction> Predictions { get; init; } = [];

    public long AuditEntries { get; init; }

    public bool AuditVerified { get; init; }

    /// <summary>ingest, train, evaluate, approve, deploy by the app's clock, total by this program's; null for a stage that was not reached.</summary>
    public required IReadOnlyDictionary<string, double?> Seconds { get; init; }

    /// <summary>Where the run ended without a release: why.</summary>
    public IReadOnlyList<Problem>? Problems { get; init; }

    /// <summary>Where no pipeline.yaml was given: the proposed one.</summary>
    public string? Proposal { get; init; }
}

/// <param name="Row">1-based row of the dataset.</param>
/// <param name="Actual">What the dataset says there.</param>
public sealed record DemoPrediction(
    long Row,
    string? Actual,
    string PredictionId,
    double Score,
    string? Label,
    IReadOnlyDictionary<string, double>? Probabilities,
    IReadOnlyList<Contribution> Contributions,
    double BaseValue);
