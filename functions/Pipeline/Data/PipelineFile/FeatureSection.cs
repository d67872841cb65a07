using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Training;

namespace ServerlessMlops.Pipeline.Data;

/// <summary>Reads <c>features</c>: what is left out, how columns are read, what is derived, and what the score may only rise or fall with.</summary>
internal static class FeatureSection
{
    /// <summary>Derived features of one specification; a person answers for each.</summary>
    private const int MaximumDerived = 100;

    public static FeatureSpec Read(YamlSection root, ModelTask? task, YamlProblems problems)
    {
        if (root.Section("features") is not { } section)
        {
            return new FeatureSpec();
        }

        var features = new FeatureSpec
        {
            Include = section.Texts("include"),
            Exclude = section.Texts("exclude"),
            Types = Words<ColumnKind>(section, "types", KnownNames.Kinds),
            Derive = Derive(section, problems),
            Monotone = Words<MonotoneDirection>(section, "monotone", KnownNames.Directions),
            Actionable = ActionableSection.Read(section, problems),
        };
        if (task == ModelTask.Multiclass && features.Monotone.Count > 0)
        {
            problems.Error(
                YamlCodes.Contradiction, section.PlaceOf("monotone"), "features.monotone",
                "'features.monotone' has no meaning where there are many classes: what raises one lowers the others.", expected: "no monotone");
        }

        section.Close();
        return features;
    }

    private static Dictionary<string, T> Words<T>(YamlSection features, string key, IReadOnlyList<string> known)
        where T : struct, Enum
    {
        var words = new Dictionary<string, T>(StringComparer.Ordinal);
        if (features.Section(key) is not { } section)
        {
            return words;
        }

        foreach (var entry in section.Entries)
        {
            if (section.OneOf(entry.Key, known) is { } word)
            {
                words[entry.Key] = Enum.Parse<T>(word, ignoreCase: true);
            }
        }

        return words;
    }

    private static List<DerivedFeature> Derive(YamlSection features, YamlProblems problems)
    {
        var derived = new List<DerivedFeature>();
        if (features.Section("derive") is not { } section)
        {
            return derived;
        }

        foreach (var entry in section.Entries.Take(MaximumDerived + 1))
        {
            if (section.Text(entry.Key) is not { } text)
            {
                continue;
            }

            if (derived.Count == MaximumDerived)
            {
                problems.Error(
                    YamlCodes.OutOfRange, entry.Place, "features.derive", $"'features.derive' has more than {MaximumDerived} features.",
                    entry.Key, $"at most {MaximumDerived}");
                break;
            }

            if (DerivedExpression.Parse(text) is ExpressionOutcome.Faulty fault)
            {
                problems.Error(
                    YamlCodes.BadExpression, PlaceOf((YamlScalar)entry.Value, fault.Position), section.Path(entry.Key),
                    $"'{section.Path(entry.Key)}': {fault.Message} Expected {fault.Expected}.", fault.Seen, fault.Expected);
            }

            derived.Add(new DerivedFeature(entry.Key, text));
        }

        return derived;
    }

    /// <summary>Exact where the value stands in one line; else where it starts.</summary>
    private static YamlPlace PlaceOf(YamlScalar value, int position)
    {
        var lead = value.Value.Length - value.Value.TrimStart().Length;
        return value.Value.Contains('\n', StringComparison.Ordinal)
            ? value.Place
            : value.Place with { Position = value.Place.Position + (value.Plain ? 0 : 1) + lead + position };
    }
}
