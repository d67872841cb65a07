using System.Globalization;
using ServerlessMlops.Pipeline.Contracts;

namespace ServerlessMlops.Pipeline.Policy;

/// <summary>Gates and numbers as a person reads them.</summary>
public static class GateText
{
    /// <summary>e.g. <c>auc ≥ 0.75</c>, <c>equalized_odds_difference by Age ≤ 0.2</c>, or <c>auc against the champion ≥ -0.02</c>.</summary>
    public static string Rule(GateSpec gate, string? attribute = null)
    {
        var subject = Subject(gate, attribute);
        return (gate.Min, gate.Max) switch
        {
            ({ } min, { } max) => $"{Exact(min)} ≤ {subject} ≤ {Exact(max)}",
            ({ } min, null) => $"{subject} ≥ {Exact(min)}",
            (null, { } max) => $"{subject} ≤ {Exact(max)}",
            _ => $"{subject}, no limit",
        };
    }

    /// <summary>The rule with all that makes it strict: <c>auc ≥ 0.75 (warn, at 0.9, from 100 rows)</c>.</summary>
    public static string Asked(GateSpec gate)
    {
        string?[] more =
        [
            gate.Severity switch { null or GateSeverity.Block => null, GateSeverity.Waiver => "may be waived", _ => "warns only" },
            gate.Confidence is { } level ? $"at a confidence of {Exact(level)}" : null,
            gate.MinimumRows is { } rows ? $"from {rows} rows" : null,
        ];
        var said = string.Join(", ", more.OfType<string>());
        return said.Length == 0 ? Rule(gate) : $"{Rule(gate)} ({said})";
    }

    /// <summary>What a gate limits.</summary>
    public static string Subject(GateSpec gate, string? attribute = null)
    {
        var by = attribute ?? gate.Attribute;
        var name = gate.Metric ?? gate.Disparity ?? "(no measure)";
        return gate switch
        {
            { Disparity: not null } => by is null ? name : $"{name} by {by}",
            { Group: { } group } => $"{name} of {by} {group}",
            { Slice: { } slice } => $"{name} on {slice}",
            { Against: { } opponent } => $"{name} against {Of(opponent)}",
            _ => name,
        };
    }

    public static string Of(GateOpponent opponent) => opponent switch
    {
        GateOpponent.Champion => "the champion",
        GateOpponent.First => "the first approved version",
        _ => "the best approved version",
    };

    /// <summary>Four significant digits, or all of them where that would show the limit itself.</summary>
    public static string Beside(double value, double limit)
    {
        var rounded = value.ToString("G4", CultureInfo.InvariantCulture);
        return value != limit && double.Parse(rounded, CultureInfo.InvariantCulture) == limit ? Exact(value) : rounded;
    }

    /// <summary>As it was written.</summary>
    public static string Exact(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
