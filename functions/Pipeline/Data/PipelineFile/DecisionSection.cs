using System.Globalization;
using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Evaluation;

namespace ServerlessMlops.Pipeline.Data;

/// <summary>Reads <c>decision</c>: how scores become labels, and how often sets or intervals are to hold the truth.</summary>
internal static class DecisionSection
{
    /// <summary>Each is one way to decide, and rules the others out.</summary>
    private static readonly string[] Ways = ["costs", "threshold", "operatingPoint"];

    public static DecisionSpec? Read(YamlSection root, ModelTask? task, YamlProblems problems)
    {
        if (root.Section("decision") is not { } section)
        {
            return null;
        }

        var given = Ways.Where(section.Has).ToArray();
        if (given.Length > 1)
        {
            problems.Error(
                YamlCodes.Contradiction, section.PlaceOf(given[1]), "decision",
                $"'decision' has {string.Join(" and ", given)}: each would choose the threshold.", string.Join(", ", given),
                $"one of {string.Join(", ", Ways)}");
        }

        foreach (var way in given.Where(way => task == ModelTask.Regression || (task == ModelTask.Multiclass && way != "costs")))
        {
            problems.Error(
                YamlCodes.Contradiction, section.PlaceOf(way), $"decision.{way}",
                task == ModelTask.Regression ? $"'decision.{way}' has no meaning for a regression, which predicts no class."
                    : $"'decision.{way}' has no meaning where there are many classes: no single probability decides.",
                expected: task == ModelTask.Regression ? "no such key" : "costs, or no such key");
        }

        var decision = new DecisionSpec
        {
            Costs = section.Section("costs") is { } costs ? DecisionCostsSection.Read(costs, task, problems) : null,
            Threshold = Share(section, "threshold", ends: false, problems),
            Coverage = Coverage(section, problems),
            OperatingPoint = section.Section("operatingPoint") is { } point ? Point(point, problems) : null,
        };
        section.Close();
        return decision;
    }

    private static OperatingLimit? Point(YamlSection section, YamlProblems problems)
    {
        var word = section.OneOf("metric", KnownNames.OperatingRates, required: true);
        var limit = new OperatingLimit
        {
            Rate = Enum.GetValues<OperatingRate>().FirstOrDefault(rate => LimitedRate.Word(rate) == word),
            Min = Share(section, "min", ends: true, problems),
            Max = Share(section, "max", ends: true, problems),
        };
        section.Close();
        if (section.Has("min") == section.Has("max"))
        {
            problems.Error(
                section.Has("min") ? YamlCodes.Contradiction : YamlCodes.MissingKey, section.Place, section.Path("min"),
                $"An operating point has either min or max; this one has {(section.Has("min") ? "both" : "neither")}.",
                section.Has("min") ? "both" : "neither", "exactly one");
        }
        else if (word is not null && limit.Rate != OperatingRate.SelectionRate
            && section.Has("min") == (limit.Rate == OperatingRate.FalsePositiveRate))
        {
            var (key, other) = section.Has("min") ? ("min", "max") : ("max", "min");
            problems.Error(
                YamlCodes.Contradiction, section.PlaceOf(key), section.Path(key),
                $"'{section.Path(key)}' would ask for a worse {word}; expected {other}.", key, other);
        }

        return word is null ? null : limit;
    }

    private static double? Coverage(YamlSection section, YamlProblems problems)
    {
        var coverage = section.Number("coverage");
        if (coverage is < 0.5 or > 0.999)
        {
            var seen = coverage.Value.ToString(CultureInfo.InvariantCulture);
            problems.Error(
                YamlCodes.OutOfRange, section.PlaceOfValue("coverage"), section.Path("coverage"),
                $"'decision.coverage' is {seen}; expected 0.5 to 0.999.", seen, "0.5 to 0.999");
        }

        return coverage;
    }

    /// <param name="ends">Whether 0 and 1 themselves mean something.</param>
    private static double? Share(YamlSection section, string key, bool ends, YamlProblems problems)
    {
        var share = section.Number(key);
        if (ends ? share is < 0 or > 1 : share is <= 0 or >= 1)
        {
            var expected = ends ? "0 to 1" : "between 0 and 1, both exclusive";
            var seen = share!.Value.ToString(CultureInfo.InvariantCulture);
            problems.Error(
                YamlCodes.OutOfRange, section.PlaceOfValue(key), section.Path(key),
                $"'{section.Path(key)}' is {seen}; expected {expected}.", seen, expected);
        }

        return share;
    }
}
