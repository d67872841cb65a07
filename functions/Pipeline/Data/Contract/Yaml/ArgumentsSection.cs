using ServerlessMlops.Pipeline.Contracts;

namespace ServerlessMlops.Pipeline.Data;

/// <summary>Reads the arguments of a metric.</summary>
/// <param name="rule">Whose <c>arguments</c> these are; in version 3.0 valid values stood in the rule itself.</param>
/// <param name="type">The column's.</param>
/// <param name="columns">The table's; null where the rule is a column's.</param>
internal sealed class ArgumentsSection(YamlSection rule, LogicalType? type, IReadOnlyList<string>? columns, YamlProblems problems)
{
    private static readonly IReadOnlyList<string> Names = ["missingValues", "validValues", "pattern", "properties"];

    // Misplaced indents make it nothing: the standard's own page has one.
    private readonly YamlSection? _section =
        rule.Node("arguments") is { } node and not YamlScalar { IsNull: true } ? rule.Section("arguments") : null;

    public IReadOnlyList<string> ValidValues()
    {
        var values = rule.Has("validValues") ? Values(rule, "validValues") : _section is null ? [] : Values(_section, "validValues");
        if (values.Count == 0 && _section?.Has("pattern") != true)
        {
            problems.Error(
                YamlCodes.MissingKey, rule.PlaceOf("arguments"), rule.Path("arguments"), "Which values are valid is not said.",
                expected: "validValues, a pattern, or both");
        }

        return values;
    }

    public string? Pattern() => _section is null ? null : CellPattern.Read(_section, "pattern", problems);

    public IReadOnlyList<string> MissingValues() => _section is null ? [] : Values(_section, "missingValues", typed: false);

    public IReadOnlyList<string> Properties()
    {
        if (_section is null)
        {
            return [];
        }

        var named = _section.Texts("properties");
        foreach (var name in named)
        {
            _section.CheckKnown(name, columns!, _section.PlaceOfValue("properties"), _section.Path("properties"));
        }

        return named;
    }

    /// <summary>The standard leaves arguments open, so that one without effect is no error.</summary>
    public void Close(QualityMetric metric)
    {
        string[] used = metric switch
        {
            QualityMetric.InvalidValues => ["validValues", "pattern"],
            QualityMetric.MissingValues => ["missingValues"],
            QualityMetric.DuplicateValues when columns is not null => ["properties"],
            _ => [],
        };
        foreach (var entry in (_section?.Entries ?? []).Where(entry => !used.Contains(entry.Key)))
        {
            var nearest = NearestName.Of(entry.Key, Names) is { } name && name != entry.Key ? $" Did you mean '{name}'?" : "";
            problems.Warn(
                YamlCodes.NotRun, entry.Place, _section!.Path(entry.Key),
                $"The argument '{ProblemList.Cut(entry.Key)}' has no effect on {EnumWords.Word(metric)}.{nearest}",
                used.Length == 0 ? "no arguments" : string.Join(", ", used));
        }
    }

    /// <summary>A missing cell is missing, and neither valid nor invalid: null and the empty text say nothing here.</summary>
    private IReadOnlyList<string> Values(YamlSection section, string key, bool typed = true)
    {
        var values = new List<string>();
        foreach (var item in section.Items(key))
        {
            if (item is YamlScalar { IsNull: true } or YamlScalar { Value: "" })
            {
                continue;
            }

            if (section.AsText(item, section.Path(key)) is { } text && (!typed || IsOfType(text, item.Place, section.Path(key))))
            {
                values.Add(text);
            }
        }

        return values;
    }

    private bool IsOfType(string text, YamlPlace place, string field)
    {
        var (fits, expected) = type switch
        {
            LogicalType.Number or LogicalType.Integer => (Cell.TryNumber(text, decimalComma: false, out _), "a number"),
            LogicalType.Boolean => (Cell.TryBoolean(text, out _), "true or false"),
            LogicalType.Date or LogicalType.Timestamp => (Cell.TryDate(text, out _), "a date such as 2024-05-31"),
            _ => (true, ""),
        };
        if (!fits)
        {
            problems.Error(
                YamlCodes.WrongType, place, field, $"The value '{ProblemList.Cut(text)}' is not {expected}, as the column's are.", text,
                    expected);
        }

        return fits;
    }
}
