using System.Globalization;
using ServerlessMlops.Pipeline.Contracts;

namespace ServerlessMlops.App.Activities;

/// <summary>A gate as a person reads it: <c>auc ≥ 0.75</c>.</summary>
public static class GateText
{
    public static string Of(GateSpec gate)
    {
        var name = gate.Metric ?? (gate.Attribute is null ? gate.Disparity : $"{gate.Disparity} by {gate.Attribute}");
        return (gate.Min, gate.Max) switch
        {
            ({ } min, null) => string.Create(CultureInfo.InvariantCulture, $"{name} ≥ {min}"),
            (null, { } max) => string.Create(CultureInfo.InvariantCulture, $"{name} ≤ {max}"),
            var (min, max) => string.Create(CultureInfo.InvariantCulture, $"{min} ≤ {name} ≤ {max}"),
        };
    }
}
