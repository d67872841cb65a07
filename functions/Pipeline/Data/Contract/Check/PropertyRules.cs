using ServerlessMlops.Pipeline.Contracts;

namespace ServerlessMlops.Pipeline.Data;

/// <summary>The rules of one column, made from what the contract says of it; each thing that is said twice is looked at once.</summary>
internal static class PropertyRules
{
    /// <param name="isAbsenceAllowed">The column may be absent here, and so may its values.</param>
    /// <param name="isOnlyKey">The primary key is this column alone.</param>
    /// <param name="keyLimit">Keys to remember.</param>
    public static IReadOnlyList<CellRule> Of(
        ContractProperty property, BreachFactory breaches, bool isAbsenceAllowed, bool isOnlyKey, long keyLimit)
    {
        var rules = new List<CellRule?>();
        var nulls = property.Quality.Where(rule => rule.Metric == QualityMetric.NullValues && !isAbsenceAllowed).ToArray();
        var isRequired = !isAbsenceAllowed && (property.Required || property.KeyPosition is not null || nulls.Any(IsStrict));
        if (isRequired)
        {
            rules.Add(new PresenceRule(breaches, QualityBound.None));
        }

        rules.AddRange(nulls.Where(rule => !isRequired || !QualityBound.Of(rule).AllowsNone)
            .Select(rule => new MissingShareRule(breaches, QualityBound.Of(rule), [])));
        rules.AddRange(property.Quality.Where(rule => rule.Metric == QualityMetric.MissingValues && !isAbsenceAllowed)
            .Select(rule => new MissingShareRule(breaches, QualityBound.Of(rule), rule.MissingValues)));
        rules.Add(KindRule.Of(property.Type, breaches));
        rules.Add(RangeRule.Of(property, breaches));
        AddOptions(rules, property.Options, breaches);
        AddInvalid(rules, property, breaches);
        AddDuplicates(rules, property, breaches, isOnlyKey, keyLimit);
        return [.. rules.OfType<CellRule>()];
    }

    /// <summary>How many sets of keys the rules of a column hold.</summary>
    public static int KeySets(ContractProperty property, bool isOnlyKey) =>
        (property.Unique || isOnlyKey ? 1 : 0) + property.Quality.Count(rule => rule.Metric == QualityMetric.DuplicateValues);

    private static void AddOptions(List<CellRule?> rules, TypeOptions options, BreachFactory breaches)
    {
        if (options.MultipleOf is { } step)
        {
            rules.Add(new MultipleRule(step, breaches));
        }

        if (options.MinLength is not null || options.MaxLength is not null)
        {
            rules.Add(new LengthRule(options.MinLength, options.MaxLength, breaches));
        }

        if (options.Pattern is { } pattern)
        {
            rules.Add(new PatternRule(pattern, QualityBound.None, breaches));
        }
    }

    private static void AddInvalid(List<CellRule?> rules, ContractProperty property, BreachFactory breaches)
    {
        foreach (var rule in property.Quality.Where(rule => rule.Metric == QualityMetric.InvalidValues))
        {
            if (rule.ValidValues.Count > 0)
            {
                rules.Add(new ValuesRule(rule.ValidValues, property.Type, QualityBound.Of(rule), breaches));
            }

            if (rule.Pattern is { } pattern && !(pattern == property.Options.Pattern && IsStrict(rule)))
            {
                rules.Add(new PatternRule(pattern, QualityBound.Of(rule), breaches));
            }
        }
    }

    private static void AddDuplicates(List<CellRule?> rules, ContractProperty property, BreachFactory breaches, bool isOnlyKey,
        long keyLimit)
    {
        if (property.Unique || isOnlyKey)
        {
            var code = isOnlyKey ? ContractCodes.DuplicateKey : ContractCodes.DuplicateValue;
            rules.Add(new DuplicateRule(code, property.Type, QualityBound.None, breaches, keyLimit));
        }

        rules.AddRange(property.Quality
            .Where(rule => rule.Metric == QualityMetric.DuplicateValues
                && !((property.Unique || isOnlyKey) && QualityBound.Of(rule).AllowsNone))
            .Select(rule => new DuplicateRule(ContractCodes.DuplicateValue, property.Type, QualityBound.Of(rule), breaches, keyLimit)));
    }

    private static bool IsStrict(QualityRule rule) => QualityBound.Of(rule) is { AllowsNone: true, Severity: Severity.Error };
}
