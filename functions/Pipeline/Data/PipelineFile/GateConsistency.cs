using System.Globalization;
using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Policy;

namespace ServerlessMlops.Pipeline.Data;

/// <summary>Whether the parts of one gate go together.</summary>
internal static class GateConsistency
{
    public static void Check(GateSpec gate, YamlSection section, YamlProblems problems)
    {
        CheckSubject(section, problems);
        CheckLimits(gate, section, problems);
        if (gate.Disparity?.EndsWith("_ratio", StringComparison.Ordinal) == true && gate.Rationale is null)
        {
            problems.Error(
                YamlCodes.MissingKey, section.Place, "gates.rationale",
                $"A limit on {gate.Disparity} needs a rationale: the four-fifths rule is a rule of thumb of one law, and says nothing of the size of groups.",
                expected: "why this ratio is the right limit here");
        }
    }

    private static void CheckSubject(YamlSection section, YamlProblems problems)
    {
        if (section.Has("metric") == section.Has("disparity"))
        {
            problems.Error(
                YamlCodes.Contradiction, section.Place, "gates", "A gate has either a metric or a disparity.",
                section.Has("metric") ? "both" : "neither", "exactly one");
        }

        if (section.Has("attribute") && !section.Has("disparity") && !section.Has("group"))
        {
            problems.Error(
                YamlCodes.Contradiction, section.PlaceOf("attribute"), "gates.attribute", "'attribute' belongs to a disparity, or to a group.",
                expected: "a disparity, a group, or no attribute");
        }

        if (section.Has("group") && !section.Has("attribute"))
        {
            problems.Error(
                YamlCodes.MissingKey, section.PlaceOf("group"), "gates.attribute", "'group' is of no attribute.", expected: "the protected attribute of the group");
        }

        if (section.Has("group") && section.Has("metric"))
        {
            section.OneOf("metric", GateEvidence.OfOneGroup);
        }

        string[] narrowed = [.. new[] { "group", "slice", "against" }.Where(section.Has)];
        if (narrowed.Length > 1 || narrowed.Length == 1 && section.Has("disparity"))
        {
            problems.Error(
                YamlCodes.Contradiction, section.PlaceOf(narrowed[0]), $"gates.{narrowed[0]}",
                "A gate on a metric may name one of group, slice and against; a gate on a disparity none.", string.Join(", ", narrowed), "at most one, with a metric");
        }
    }

    private static void CheckLimits(GateSpec gate, YamlSection section, YamlProblems problems)
    {
        if (!section.Has("min") && !section.Has("max"))
        {
            problems.Error(
                YamlCodes.MissingKey, section.Place, "gates", "A gate without min and max stops nothing.", expected: "min, max, or both");
        }

        if (gate.Min > gate.Max)
        {
            problems.Error(
                YamlCodes.Contradiction, section.Place, "gates",
                FormattableString.Invariant($"min {gate.Min} is above max {gate.Max}: nothing could pass."), expected: "min at most max");
        }

        if ((gate.Metric ?? gate.Disparity) is { } measure)
        {
            var (low, high) = KnownNames.Range(measure);
            var range = gate.Against is null ? (low, high) : (low - high, high - low);
            CheckLimit(measure, range, "min", gate.Min, section, problems);
            CheckLimit(measure, range, "max", gate.Max, section, problems);
        }
    }

    private static void CheckLimit(string measure, (double Low, double High) range, string key, double? limit, YamlSection section, YamlProblems problems)
    {
        if (!(limit < range.Low || limit > range.High))
        {
            return;
        }

        var expected = double.IsInfinity(range.Low) ? FormattableString.Invariant($"at most {range.High}")
            : double.IsInfinity(range.High) ? FormattableString.Invariant($"{range.Low} or more")
            : FormattableString.Invariant($"{range.Low} to {range.High}");
        var seen = limit.Value.ToString(CultureInfo.InvariantCulture);
        problems.Error(
            YamlCodes.OutOfRange, section.PlaceOfValue(key), $"gates.{key}", $"{key} of {measure} is {seen}; {measure} is {expected}.",
            seen, expected);
    }
}
