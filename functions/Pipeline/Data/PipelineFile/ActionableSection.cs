using ServerlessMlops.Pipeline.Contracts;

namespace ServerlessMlops.Pipeline.Data;

/// <summary>Reads <c>features.actionable</c>: what a person could change, in which direction and how far.</summary>
internal static class ActionableSection
{
    /// <returns>Null where the section is absent.</returns>
    public static Dictionary<string, ActionableSpec>? Read(YamlSection features, YamlProblems problems)
    {
        if (features.Section("actionable") is not { } section)
        {
            return null;
        }

        var columns = new Dictionary<string, ActionableSpec>(StringComparer.Ordinal);
        foreach (var entry in section.Entries)
        {
            if (section.Section(entry.Key) is { } column)
            {
                columns[entry.Key] = Column(column, problems);
            }
        }

        return columns;
    }

    private static ActionableSpec Column(YamlSection column, YamlProblems problems)
    {
        var spec = new ActionableSpec
        {
            Direction = column.OneOf("direction", KnownNames.Actions) is { } word ? Enum.Parse<ActionDirection>(word, ignoreCase: true) : ActionDirection.Any,
            Min = column.Number("min"),
            Max = column.Number("max"),
            Step = column.Number("step"),
        };
        if (spec.Step <= 0)
        {
            problems.Error(
                YamlCodes.OutOfRange, column.PlaceOfValue("step"), column.Path("step"), $"'{column.Path("step")}' is {Text(spec.Step)}; expected above 0.",
                Text(spec.Step), "above 0");
        }

        if (spec.Min >= spec.Max)
        {
            problems.Error(
                YamlCodes.OutOfRange, column.PlaceOfValue("max"), column.Path("max"),
                $"'{column.Path("max")}' is {Text(spec.Max)}, and min is {Text(spec.Min)}; expected min below max.", Text(spec.Max), $"above {Text(spec.Min)}");
        }

        column.Close();
        return spec;
    }

    private static string Text(double? value) => FormattableString.Invariant($"{value}");
}
