using ServerlessMlops.Pipeline.Contracts;

namespace ServerlessMlops.Pipeline.Data;

/// <summary>Reads <c>evaluation</c>: the slices that are always measured, how many rows judge one, and whether others are searched for.</summary>
internal static class EvaluationSection
{
    private const int MostConditions = 5;

    /// <returns>Null where the section is absent.</returns>
    public static EvaluationSpec? Read(YamlSection root, YamlProblems problems)
    {
        if (root.Section("evaluation") is not { } section)
        {
            return null;
        }

        var defaults = new EvaluationSpec();
        var spec = new EvaluationSpec
        {
            Slices = Slices(section, root, problems),
            MinimumRows = section.Whole("minimumRows", EvaluationSpec.LeastRows, 1_000_000),
            Discover = section.Truth("discover") ?? defaults.Discover,
            MaxSlices = section.Whole("maxSlices", 1, EvaluationSpec.MostSlices) ?? defaults.MaxSlices,
        };
        section.Close();
        if (!spec.Discover && section.Has("maxSlices"))
        {
            problems.Error(
                YamlCodes.Contradiction, section.PlaceOf("maxSlices"), "evaluation.maxSlices",
                "'evaluation.maxSlices' limits a search, and discover is false.", expected: "discover: true, or no maxSlices");
        }

        return spec;
    }

    private static List<SliceSpec> Slices(YamlSection section, YamlSection root, YamlProblems problems)
    {
        var target = (root.Entries.FirstOrDefault(entry => entry.Key == "target")?.Value as YamlScalar)?.Value.Trim();
        var slices = new List<SliceSpec>();
        var items = section.Sections("slices", "a mapping with name and where");
        if (items.Count > EvaluationSpec.MostSlices)
        {
            problems.Error(
                YamlCodes.OutOfRange, section.PlaceOfValue("slices"), "evaluation.slices",
                $"'evaluation.slices' has {items.Count} slices; expected at most {EvaluationSpec.MostSlices}.", $"{items.Count}",
                $"at most {EvaluationSpec.MostSlices}");
        }

        foreach (var item in items)
        {
            var name = item.Text("name", required: true);
            item.Node("where", required: true);
            var where = item.Section("where") is { } conditions ? Where(conditions, target, problems) : null;
            item.Close();
            if (name is not null && slices.Any(other => other.Name == name))
            {
                problems.Error(
                    YamlCodes.Contradiction, item.PlaceOfValue("name"), "evaluation.slices.name", $"Two slices are called '{ProblemList.Cut(name)}'.", name,
                    "each name once");
            }
            else if (name is not null && where is not null)
            {
                slices.Add(new SliceSpec(name, where));
            }
        }

        return slices;
    }

    private static Dictionary<string, SliceCondition> Where(YamlSection where, string? target, YamlProblems problems)
    {
        var conditions = new Dictionary<string, SliceCondition>(StringComparer.Ordinal);
        var columns = where.Entries.Select(entry => entry.Key).ToArray();
        if (columns.Length is 0 or > MostConditions)
        {
            problems.Error(
                YamlCodes.OutOfRange, where.Place, where.Path("").TrimEnd('.'),
                $"A slice has {columns.Length} conditions; expected 1 to {MostConditions}.", $"{columns.Length}", $"1 to {MostConditions}");
        }

        if (target is not null && where.Has(target))
        {
            problems.Error(
                YamlCodes.Contradiction, where.PlaceOf(target), where.Path(target),
                $"A slice of the target '{ProblemList.Cut(target)}' is not known when predicting; measures by class say it.", target,
                "a column that is known when predicting");
        }

        foreach (var column in columns)
        {
            conditions[column] = where.Node(column) is YamlMap ? Bounds(where.Section(column)!, problems) : Values(where, column, problems);
        }

        return conditions;
    }

    private static SliceCondition Values(YamlSection where, string column, YamlProblems problems)
    {
        if (where.Node(column) is not YamlList list)
        {
            return new SliceCondition { Values = where.Text(column) is { } text ? [text] : [] };
        }

        if (list.Items.Count == 0)
        {
            problems.Error(
                YamlCodes.OutOfRange, where.PlaceOfValue(column), where.Path(column), $"'{where.Path(column)}' names no value; expected at least one.",
                "none", "a value, a list of values, or bounds");
        }

        return new SliceCondition { Values = where.Texts(column) };
    }

    private static SliceCondition Bounds(YamlSection bounds, YamlProblems problems)
    {
        var condition = new SliceCondition { Min = Bound(bounds, "min"), Max = Bound(bounds, "max"), Below = Bound(bounds, "below") };
        bounds.Close();
        if (!bounds.Has("min") && !bounds.Has("max") && !bounds.Has("below"))
        {
            problems.Error(
                YamlCodes.MissingKey, bounds.Place, bounds.Path("min"), $"'{bounds.Path("min")}', max and below are all missing.",
                expected: "at least one of min, max, below");
        }
        else if (bounds.Has("max") && bounds.Has("below"))
        {
            problems.Error(
                YamlCodes.Contradiction, bounds.PlaceOf("below"), bounds.Path("below"), "'max' and 'below' are both an upper end.",
                expected: "max, which belongs to the slice, or below, which does not");
        }
        else if (condition.Min > condition.Max || condition.Min >= condition.Below)
        {
            problems.Error(
                YamlCodes.Contradiction, bounds.Place, bounds.Path("min"),
                FormattableString.Invariant($"No value is from {condition.Min} to {condition.Max ?? condition.Below}: the slice would be empty."),
                expected: "a lower end below the upper one");
        }

        return condition;
    }

    /// <summary>A number, or a date as days since 1970-01-01.</summary>
    private static double? Bound(YamlSection bounds, string key) =>
        bounds.Node(key) is YamlScalar { Value: var text } && Cell.TryDate(text.Trim(), out var days) ? days : bounds.Number(key);
}
