using ServerlessMlops.Pipeline.Contracts;

namespace ServerlessMlops.Pipeline.Data;

/// <summary>Reads rules of quality. Those of type sql, custom and text are for other tools: accepted, and named as not run.</summary>
internal sealed class QualitySection(YamlProblems problems)
{
    private static readonly IReadOnlyList<string> Types = ["library", "text", "sql", "custom"];
    private static readonly IReadOnlyList<string> Metrics = EnumWords.Of<QualityMetric>();
    private static readonly IReadOnlyList<string> Units = EnumWords.Of<QualityUnit>();
    private static readonly IReadOnlyList<string> Operators = EnumWords.Of<QualityOperator>();
    private static readonly IReadOnlyList<QualityMetric> OfTables = [QualityMetric.DuplicateValues, QualityMetric.RowCount];

    /// <summary>The names that the metrics had in version 3.0.</summary>
    private static readonly IReadOnlyDictionary<string, QualityMetric> Deprecated = new Dictionary<string, QualityMetric>
    {
        ["nullCheck"] = QualityMetric.NullValues,
        ["duplicateCount"] = QualityMetric.DuplicateValues,
        ["validValues"] = QualityMetric.InvalidValues,
        ["rowCount"] = QualityMetric.RowCount,
    };

    /// <param name="columns">That the table has.</param>
    public static IReadOnlyList<QualityRule> OfObject(YamlSection table, IReadOnlyList<string> columns, YamlProblems problems) =>
        new QualitySection(problems).Read(table, null, columns);

    public static IReadOnlyList<QualityRule> OfProperty(YamlSection column, LogicalType? type, YamlProblems problems) =>
        new QualitySection(problems).Read(column, type, null);

    private IReadOnlyList<QualityRule> Read(YamlSection owner, LogicalType? type, IReadOnlyList<string>? columns)
    {
        var rules = new List<QualityRule>();
        foreach (var section in owner.Sections("quality", "a mapping with metric"))
        {
            section.Accept(StandardKeys.Quality);
            section.Accept(Operators);
            section.Accept("name", "id", "description", "severity", "businessImpact", "unit", "arguments", "rule", "metric", "validValues");
            section.OneOf("dimension", StandardKeys.Dimensions);
            var kind = section.OneOf("type", Types) ?? (section.Has("metric") || section.Has("rule") ? "library" : null);
            if (kind == "library")
            {
                if (Rule(section, type, columns) is { } rule)
                {
                    rules.Add(rule);
                }
            }
            else
            {
                section.Accept(StandardKeys.QualityNotRun);
                problems.Warn(
                    YamlCodes.NotRun, section.PlaceOf("type"), section.Path("type"),
                    $"A rule of type {kind ?? "text"} is not run here; it is left to other tools.", "a metric, or a rule that others run");
            }

            section.Close();
        }

        return rules;
    }

    private QualityRule? Rule(YamlSection section, LogicalType? type, IReadOnlyList<string>? columns)
    {
        var metric = Metric(section);
        var comparison = Comparison(section);
        var unit = EnumWords.Parse<QualityUnit>(section.OneOf("unit", Units)) ?? QualityUnit.Rows;
        var arguments = new ArgumentsSection(section, type, columns, problems);
        if (metric is not { } measured)
        {
            return null;
        }

        CheckLevel(measured, columns is not null, section);
        var rule = new QualityRule
        {
            Id = section.OptionalText("id"),
            Name = section.OptionalText("name"),
            Description = section.OptionalText("description"),
            Metric = measured,
            Operator = comparison?.Operator ?? default,
            Value = comparison?.Value ?? 0,
            Upper = comparison?.Upper,
            Unit = unit,
            ValidValues = measured == QualityMetric.InvalidValues ? arguments.ValidValues() : [],
            Pattern = measured == QualityMetric.InvalidValues ? arguments.Pattern() : null,
            MissingValues = measured == QualityMetric.MissingValues ? arguments.MissingValues() : [],
            Properties = measured == QualityMetric.DuplicateValues && columns is not null ? arguments.Properties() : [],
            Severity = section.OptionalText("severity")?.ToLowerInvariant() is "warning" or "info" ? Severity.Warning : Severity.Error,
            Dimension = section.OptionalText("dimension"),
            BusinessImpact = section.OptionalText("businessImpact"),
        };
        arguments.Close(measured);
        if (unit == QualityUnit.Percent && measured == QualityMetric.RowCount)
        {
            problems.Error(
                YamlCodes.Contradiction, section.PlaceOf("unit"), section.Path("unit"), "A number of rows has no percent.", "percent",
                    "rows");
        }

        return comparison is null ? null : rule;
    }

    private QualityMetric? Metric(YamlSection section)
    {
        if (section.Has("metric") || !section.Has("rule"))
        {
            return EnumWords.Parse<QualityMetric>(section.OneOf("metric", Metrics, required: true));
        }

        var old = section.Text("rule") ?? "";
        if (Deprecated.TryGetValue(old, out var metric))
        {
            problems.Warn(
                YamlCodes.Deprecated, section.PlaceOf("rule"), section.Path("rule"),
                $"'rule: {old}' is of version 3.0; it was read as 'metric: {EnumWords.Word(metric)}'.",
                    $"metric: {EnumWords.Word(metric)}");
            return metric;
        }

        problems.Warn(
            YamlCodes.NotRun, section.PlaceOf("rule"), section.Path("rule"), $"'rule: {ProblemList.Cut(old)}' is not run here.",
            $"a metric: {string.Join(", ", Metrics)}");
        return null;
    }

    private (QualityOperator Operator, double Value, double? Upper)? Comparison(YamlSection section)
    {
        var used = Operators.Where(section.Has).ToArray();
        if (used.Length > 1)
        {
            problems.Error(
                YamlCodes.Contradiction, section.PlaceOf(used[1]), section.Path(used[1]),
                $"A rule compares once; here stand {string.Join(" and ", used)}.", string.Join(", ", used), "one operator");
            return null;
        }

        if (used.Length == 0)
        {
            if (section.Has("metric") || Deprecated.ContainsKey(section.OptionalText("rule") ?? ""))
            {
                problems.Error(
                    YamlCodes.MissingKey, section.Place, section.Path("mustBe"), "A rule without an operator says nothing.",
                    expected: string.Join(", ", Operators));
            }

            return null;
        }

        var comparison = Enum.Parse<QualityOperator>(used[0], ignoreCase: true);
        return comparison is QualityOperator.MustBeBetween or QualityOperator.MustNotBeBetween
            ? Between(section, used[0], comparison)
            : section.Number(used[0]) is { } value && IsPossible(section, used[0], value) ? (comparison, value, null) : null;
    }

    private (QualityOperator Operator, double Value, double? Upper)? Between(YamlSection section, string key, QualityOperator comparison)
    {
        var items = section.Items(key);
        var numbers = items.Select(item => section.AsNumber(item, section.Path(key))).OfType<double>().ToArray();
        if (items.Count != 2 || (numbers.Length == 2 && numbers[0] > numbers[1]))
        {
            problems.Error(
                YamlCodes.WrongType, section.PlaceOfValue(key), section.Path(key),
                    $"'{section.Path(key)}' takes two numbers, the lower one first.",
                $"{items.Count} items", "two numbers, ascending");
            return null;
        }

        return numbers.Length == 2 && IsPossible(section, key, numbers[0]) && IsPossible(section, key, numbers[1])
            ? (comparison, numbers[0], numbers[1])
            : null;
    }

    private bool IsPossible(YamlSection section, string key, double value)
    {
        var highest = section.OptionalText("unit") == "percent" ? 100 : double.MaxValue;
        if (value >= 0 && value <= highest)
        {
            return true;
        }

        var expected = highest == 100 ? "0 to 100 percent" : "0 or more rows";
        problems.Error(
            YamlCodes.OutOfRange, section.PlaceOfValue(key), section.Path(key),
            FormattableString.Invariant($"'{section.Path(key)}' is {value}; expected {expected}."), expected: expected);
        return false;
    }

    private void CheckLevel(QualityMetric metric, bool isTable, YamlSection section)
    {
        if (isTable ? !OfTables.Contains(metric) : metric == QualityMetric.RowCount)
        {
            var word = EnumWords.Word(metric);
            problems.Error(
                YamlCodes.Contradiction, section.PlaceOf("metric"), section.Path("metric"),
                isTable ? $"'{word}' is a metric of columns, not of tables." : $"'{word}' is a metric of tables, not of columns.", word,
                isTable ? "under a property" : "under the schema object");
        }
    }
}
