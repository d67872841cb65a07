using System.Globalization;
using ServerlessMlops.Pipeline.Contracts;

namespace ServerlessMlops.Pipeline.Data;

/// <summary>Reads <c>decision.costs</c>: <c>falsePositive</c> and <c>falseNegative</c>, or costs by actual, then predicted class.</summary>
internal static class DecisionCostsSection
{
    private const double Most = 1e9;

    private const string FalsePositive = "falsePositive";
    private const string FalseNegative = "falseNegative";

    public static DecisionCosts Read(YamlSection section, ModelTask? task, YamlProblems problems)
    {
        if (section.Entries.Any() && section.Entries.All(entry => entry.Value is YamlMap))
        {
            return ByClass(section, problems);
        }

        if (task == ModelTask.Multiclass)
        {
            problems.Error(
                YamlCodes.Contradiction, section.Place, "decision.costs", "'decision.costs' of many classes are by actual, then predicted class.",
                expected: "e.g. { sick: { well: 10 } }");
        }

        var costs = new DecisionCosts
        {
            FalsePositive = Cost(section, FalsePositive, least: double.Epsilon, problems),
            FalseNegative = Cost(section, FalseNegative, least: double.Epsilon, problems),
        };
        if (task != ModelTask.Multiclass)
        {
            foreach (var key in new[] { FalsePositive, FalseNegative }.Where(key => !section.Has(key)))
            {
                problems.Error(
                    YamlCodes.MissingKey, section.Place, section.Path(key),
                    $"'{section.Path(key)}' is missing: what one mistake costs says nothing without the other.", expected: "a number above 0");
            }

            section.Close();
        }

        return costs;
    }

    private static DecisionCosts ByClass(YamlSection section, YamlProblems problems)
    {
        var byClass = new Dictionary<string, IReadOnlyDictionary<string, double>>(StringComparer.Ordinal);
        foreach (var entry in section.Entries)
        {
            var row = section.Section(entry.Key)!;
            var costs = new Dictionary<string, double>(StringComparer.Ordinal);
            foreach (var predicted in row.Entries)
            {
                if (Cost(row, predicted.Key, least: 0, problems) is { } cost)
                {
                    costs[predicted.Key] = cost;
                }
            }

            if (costs.GetValueOrDefault(entry.Key) > 0)
            {
                problems.Error(
                    YamlCodes.Contradiction, row.PlaceOf(entry.Key), row.Path(entry.Key),
                    $"'{row.Path(entry.Key)}' is the cost of a right answer, from which the others are counted; expected 0, or to be left out.",
                    expected: "0");
            }

            byClass[entry.Key] = costs;
        }

        return new DecisionCosts { ByClass = byClass };
    }

    private static double? Cost(YamlSection section, string key, double least, YamlProblems problems)
    {
        var cost = section.Number(key);
        if (cost is { } value && !(value >= least && value <= Most))
        {
            var expected = $"{(least > 0 ? "above 0" : "0 or more")}, at most 1,000,000,000";
            var seen = value.ToString(CultureInfo.InvariantCulture);
            problems.Error(
                YamlCodes.OutOfRange, section.PlaceOfValue(key), section.Path(key),
                $"'{section.Path(key)}' is {seen}; expected a cost {expected}.", seen, expected);
        }

        return cost;
    }
}
