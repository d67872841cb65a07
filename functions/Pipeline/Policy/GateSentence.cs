using System.Globalization;
using ServerlessMlops.Pipeline.Contracts;

namespace ServerlessMlops.Pipeline.Policy;

/// <summary>Why a gate came out as it did, in one sentence.</summary>
internal static class GateSentence
{
    public static string Of(
        GateSubject subject, Measure measure, double value, double level, GateInterval? interval, GateOutcome outcome, long? needed)
    {
        var gate = subject.Gate;
        var seen = $"{GateText.Subject(gate, subject.Attribute)} is {GateText.Beside(value, NearestLimit(gate, value))}{Reach(level, interval)}, n = {measure.N}";
        return outcome switch
        {
            GateOutcome.Pass => $"{seen}: all of the interval is {Expected(gate)}.",
            GateOutcome.Fail => $"{seen}: none of the interval is {Expected(gate)}.",
            _ => $"{seen}: {Short(subject, measure, interval)}{More(subject, needed)}.",
        };
    }

    private static string Short(GateSubject subject, Measure measure, GateInterval? interval)
    {
        var gate = subject.Gate;
        return measure.N < gate.MinimumRows ? $"asked for on {gate.MinimumRows} rows or more"
            : interval is null ? $"there is no interval to decide on{(measure.Interval is { } why ? $" ({why})" : "")}"
            : interval.Lower < gate.Min || interval.Upper > gate.Max ? $"only a part of the interval is {Expected(gate)}"
            : $"not every group could be compared ({string.Join("; ", subject.LeftOut)})";
    }

    private static string More(GateSubject subject, long? needed) => needed is not { } more ? ""
        : string.Create(
            CultureInfo.InvariantCulture,
            $"; about {more} more rows{(subject.Smallest is { } group ? $" of {subject.Attribute} {group}" : "")} would decide it if the value stayed");

    private static string Expected(GateSpec gate) => (gate.Min, gate.Max) switch
    {
        ({ } min, { } max) => $"from {GateText.Exact(min)} to {GateText.Exact(max)}",
        ({ } min, null) => $"at least {GateText.Exact(min)}",
        _ => $"at most {GateText.Exact(gate.Max!.Value)}",
    };

    private static string Reach(double level, GateInterval? interval) => interval is null ? ""
        : string.Create(CultureInfo.InvariantCulture, $", {level * 100:0.#} % interval {interval.Lower:G4} to {interval.Upper:G4}");

    private static double NearestLimit(GateSpec gate, double value) =>
        gate is { Min: { } min, Max: { } max } ? Math.Abs(value - min) < Math.Abs(value - max) ? min : max : gate.Min ?? gate.Max!.Value;
}
