using System.Globalization;
using ServerlessMlops.Pipeline.Contracts;

namespace ServerlessMlops.Pipeline.Policy;

/// <summary>Gates and numbers as a person reads them.</summary>
public static class GateText
{
    /// <summary>e.g. <c>auc ≥ 0.75</c>, or <c>equalized_odds_difference by Age ≤ 0.2</c>.</summary>
    public static string Rule(GateSpec gate, string? attribute = null)
    {
        var by = attribute ?? gate.Attribute;
        var name = gate.Metric ?? gate.Disparity ?? "(no measure)";
        var subject = by is null || gate.Disparity is null ? name : $"{name} by {by}";
        return (gate.Min, gate.Max) switch
        {
            ({ } min, { } max) => $"{Exact(min)} ≤ {subject} ≤ {Exact(max)}",
            ({ } min, null) => $"{subject} ≥ {Exact(min)}",
            (null, { } max) => $"{subject} ≤ {Exact(max)}",
            _ => $"{subject}, no limit",
        };
    }

    /// <summary>Four significant digits, or all of them where that would show the limit itself.</summary>
    public static string Beside(double value, double limit)
    {
        var rounded = value.ToString("G4", CultureInfo.InvariantCulture);
        return value != limit && double.Parse(rounded, CultureInfo.InvariantCulture) == limit ? Exact(value) : rounded;
    }

    /// <summary>As it was written.</summary>
    public static string Exact(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
