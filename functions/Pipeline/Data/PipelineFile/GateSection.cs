using System.Globalization;
using ServerlessMlops.Pipeline.Contracts;

namespace ServerlessMlops.Pipeline.Data;

/// <summary>Reads the list of gates.</summary>
internal static class GateSection
{
    public static IReadOnlyList<GateSpec> Read(YamlSection root, ModelTask? task, YamlProblems problems)
    {
        var gates = new List<GateSpec>();
        foreach (var item in root.Items("gates"))
        {
            if (item is not YamlMap map)
            {
                problems.Error(
                    YamlCodes.WrongType, item.Place, "gates",
                    $"An item of 'gates' is {item.Kind}; expected a mapping with metric or disparity.", item.Kind, "a mapping");
                continue;
            }

            var section = new YamlSection(map, "gates", problems);
            var gate = new GateSpec
            {
                Metric = section.OneOf("metric", KnownNames.Metrics(task)),
                Disparity = section.OneOf("disparity", KnownNames.Disparities(task)),
                Attribute = section.Text("attribute"),
                Min = section.Number("min"),
                Max = section.Number("max"),
            };
            section.Close();
            Check(gate, section, problems);
            gates.Add(gate);
        }

        return gates;
    }

    private static void Check(GateSpec gate, YamlSection section, YamlProblems problems)
    {
        if (section.Has("metric") == section.Has("disparity"))
        {
            problems.Error(
                YamlCodes.Contradiction, section.Place, "gates", "A gate has either a metric or a disparity.",
                section.Has("metric") ? "both" : "neither", "exactly one");
        }

        if (section.Has("attribute") && !section.Has("disparity"))
        {
            problems.Error(
                YamlCodes.Contradiction, section.PlaceOf("attribute"), "gates.attribute", "'attribute' belongs to a disparity.",
                expected: "a disparity, or no attribute");
        }

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
            CheckLimit(measure, "min", gate.Min, section, problems);
            CheckLimit(measure, "max", gate.Max, section, problems);
        }
    }

    private static void CheckLimit(string measure, string key, double? limit, YamlSection section, YamlProblems problems)
    {
        var (low, high) = KnownNames.Range(measure);
        if (limit < low || limit > high)
        {
            var range = double.IsInfinity(low) ? FormattableString.Invariant($"at most {high}")
                : double.IsInfinity(high) ? FormattableString.Invariant($"{low} or more")
                : FormattableString.Invariant($"{low} to {high}");
            var seen = limit.Value.ToString(CultureInfo.InvariantCulture);
            problems.Error(
                YamlCodes.OutOfRange, section.PlaceOfValue(key), $"gates.{key}", $"{key} of {measure} is {seen}; {measure} is {range}.",
                seen, range);
        }
    }
}
