using System.Globalization;
using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Policy;

namespace ServerlessMlops.Pipeline.Data;

/// <summary>Reads the list of gates.</summary>
internal static class GateSection
{
    private const int HighestMinimum = 1_000_000_000;

    public static IReadOnlyList<GateSpec> Read(YamlSection root, ModelTask? task, YamlProblems problems)
    {
        var gates = new List<GateSpec>();
        foreach (var section in root.Sections("gates", "a mapping with metric or disparity"))
        {
            var gate = new GateSpec
            {
                Metric = section.OneOf("metric", KnownNames.Metrics(task)),
                Disparity = section.OneOf("disparity", KnownNames.Disparities(task)),
                Attribute = section.Text("attribute"),
                Group = section.Text("group"),
                Slice = section.Text("slice"),
                Against = Word<GateOpponent>(section, "against"),
                Min = section.Number("min"),
                Max = section.Number("max"),
                MinimumRows = section.Whole("minimumRows", 1, HighestMinimum),
                Confidence = Confidence(section, problems),
                Severity = Word<GateSeverity>(section, "severity"),
                Clause = section.Text("clause"),
                Rationale = section.Text("rationale"),
            };
            section.Close();
            GateConsistency.Check(gate, section, problems);
            gates.Add(gate);
        }

        return gates;
    }

    private static T? Word<T>(YamlSection section, string key) where T : struct, Enum =>
        section.OneOf(key, [.. Enum.GetNames<T>().Select(name => name.ToLowerInvariant())]) is { } word ? Enum.Parse<T>(word, ignoreCase: true) : null;

    private static double? Confidence(YamlSection section, YamlProblems problems)
    {
        var level = section.Number("confidence");
        if (level is not { } asked || GateInterval.Levels.Contains(asked))
        {
            return level;
        }

        var known = string.Join(", ", GateInterval.Levels.Select(one => one.ToString(CultureInfo.InvariantCulture)));
        var seen = asked.ToString(CultureInfo.InvariantCulture);
        problems.Error(
            YamlCodes.UnknownValue, section.PlaceOfValue("confidence"), "gates.confidence", $"'gates.confidence' is {seen}; expected one of {known}.",
            seen, known);
        return null;
    }
}
