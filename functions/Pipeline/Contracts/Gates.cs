using System.Text.Json.Serialization;

namespace ServerlessMlops.Pipeline.Contracts;

/// <summary>
/// A limit set before training. Exactly one of <see cref="Metric"/> and <see cref="Disparity"/>; at least one of Min and Max. Members that a
/// file leaves out are null, so that specifications of before have the digests that they had.
/// </summary>
public sealed record GateSpec
{
    public string? Metric { get; init; }

    public string? Disparity { get; init; }

    /// <summary>The protected attribute a disparity is measured by; null: each of them. With a metric: the attribute of <see cref="Group"/>.</summary>
    public string? Attribute { get; init; }

    public double? Min { get; init; }

    public double? Max { get; init; }

    /// <summary>The metric is measured on the rows of this group of <see cref="Attribute"/>; null: on all.</summary>
    public string? Group { get; init; }

    /// <summary>The metric is measured on this declared slice; null: on all rows.</summary>
    public string? Slice { get; init; }

    /// <summary>The limits are of the difference to this version on the same rows, ours − theirs; null: of the value itself.</summary>
    public GateOpponent? Against { get; init; }

    /// <summary>With fewer rows than this nothing is decided; null: the floor that groups have.</summary>
    public int? MinimumRows { get; init; }

    /// <summary>The level of the interval that decides, one of 0.80, 0.90, 0.95 and 0.99; null: 0.95.</summary>
    public double? Confidence { get; init; }

    /// <summary>What a gate that is not kept does; null: it blocks.</summary>
    public GateSeverity? Severity { get; init; }

    /// <summary>The clause that it serves, in people's words.</summary>
    public string? Clause { get; init; }

    /// <summary>Why this limit is the right one here; asked of ratios between groups.</summary>
    public string? Rationale { get; init; }

    /// <summary>The policy that added it, e.g. <c>built-in/2</c> or <c>fair-lending@3</c>; null: the pipeline's own.</summary>
    public string? Policy { get; init; }
}

/// <summary>What becomes of a run whose gate is not kept. Higher is stricter.</summary>
public enum GateSeverity
{
    /// <summary>It is shown.</summary>
    Warn,

    /// <summary>The run ends, unless an approved waiver that has not expired names the gate.</summary>
    Waiver,

    /// <summary>The run ends.</summary>
    Block,
}

/// <summary>Whom a version is compared with: the live one, the first approved one, and the best of the approved ones on the same rows.</summary>
public enum GateOpponent { Champion, First, Best }

/// <summary>What the interval says of the limit.</summary>
public enum GateOutcome
{
    /// <summary>All of the interval keeps the limit.</summary>
    Pass,

    /// <summary>None of it does.</summary>
    Fail,

    /// <summary>There is no number. That is a failure.</summary>
    NotMeasured,

    /// <summary>A part of it does, or there are too few rows: people decide.</summary>
    NotEnoughEvidence,
}

/// <summary>One gate, decided. A measure that is missing or not a number never passes.</summary>
/// <param name="Rule">As a sentence, e.g. <c>auc ≥ 0.75</c>.</param>
public sealed record GateResult(string Rule, GateOutcome Outcome, double? Value, double? Min, double? Max, string Reason, string? Attribute = null)
{
    /// <summary>Of the interval that decided.</summary>
    public double? Lower { get; init; }

    public double? Upper { get; init; }

    /// <summary>The interval's level.</summary>
    public double? Confidence { get; init; }

    /// <summary>Rows that the value stands on; of a disparity, those of the smallest group.</summary>
    public long? N { get; init; }

    /// <summary>About how many more rows would decide it; null where none would, or it is decided.</summary>
    public long? RowsNeeded { get; init; }

    /// <summary>Null: it blocks.</summary>
    public GateSeverity? Severity { get; init; }

    /// <inheritdoc cref="GateSpec.Clause"/>
    public string? Clause { get; init; }

    /// <inheritdoc cref="GateSpec.Policy"/>
    public string? Policy { get; init; }

    /// <inheritdoc cref="GateSpec.Rationale"/>
    public string? Rationale { get; init; }

    /// <summary>The exception under which it does not stop the run; null where there is none.</summary>
    public WaiverUse? Waiver { get; init; }

    public bool Passed => Outcome == GateOutcome.Pass;

    /// <summary>It ends the run.</summary>
    [JsonIgnore]
    public bool Stops => Outcome is GateOutcome.Fail or GateOutcome.NotMeasured && Severity != GateSeverity.Warn && Waiver is null;

    /// <summary>It goes to people: what was measured neither keeps the limit nor misses it.</summary>
    [JsonIgnore]
    public bool IsOpen => Outcome == GateOutcome.NotEnoughEvidence && Severity != GateSeverity.Warn;

    /// <summary>
    /// How far the value lies within the nearest limit, in the measure's own unit; negative: by how much it misses it. Null where none was
    /// measured.
    /// </summary>
    public double? Distance => (Value - Min, Max - Value) switch
    {
        ({ } above, { } below) => Math.Min(above, below),
        (var above, var below) => above ?? below,
    };
}
