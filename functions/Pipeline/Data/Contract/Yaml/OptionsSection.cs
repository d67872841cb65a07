using System.Globalization;
using ServerlessMlops.Pipeline.Contracts;

namespace ServerlessMlops.Pipeline.Data;

/// <summary>Reads the limits of a column's values; which there are depends on its type.</summary>
internal static class OptionsSection
{
    private static readonly IReadOnlyList<string> Limits = ["minimum", "exclusiveMinimum", "maximum", "exclusiveMaximum"];
    private static readonly IReadOnlyList<string> WholeFormats = ["i8", "i16", "i32", "i64", "i128", "u8", "u16", "u32", "u64", "u128"];
    private static readonly IReadOnlyList<string> DecimalFormats = ["f32", "f64"];

    public static TypeOptions Read(YamlSection property, LogicalType? type, YamlProblems problems)
    {
        if (property.Section("logicalTypeOptions") is not { } section)
        {
            return new TypeOptions();
        }

        var options = type switch
        {
            LogicalType.Number or LogicalType.Integer => Numbers(section, type == LogicalType.Integer, problems),
            LogicalType.Date or LogicalType.Timestamp => Dates(section, problems),
            LogicalType.String => Texts(section, problems),
            _ => Passed(section, type, problems),
        };
        section.Close();
        return options;
    }

    private static TypeOptions Numbers(YamlSection section, bool whole, YamlProblems problems)
    {
        var format = section.OneOf("format", whole ? WholeFormats : DecimalFormats);
        var options = new TypeOptions
        {
            Minimum = section.Number("minimum"),
            ExclusiveMinimum = section.Number("exclusiveMinimum"),
            Maximum = section.Number("maximum"),
            ExclusiveMaximum = section.Number("exclusiveMaximum"),
            MultipleOf = section.Number("multipleOf"),
            Format = format,
        };
        if (options.MultipleOf <= 0)
        {
            problems.Error(
                YamlCodes.OutOfRange, section.PlaceOfValue("multipleOf"), section.Path("multipleOf"), "'multipleOf' is not above 0.",
                options.MultipleOf?.ToString(CultureInfo.InvariantCulture), "above 0");
        }

        CheckRange(options, section, problems);
        return options;
    }

    private static TypeOptions Dates(YamlSection section, YamlProblems problems)
    {
        section.Accept("timezone", "defaultTimezone");
        var options = new TypeOptions
        {
            Minimum = Date(section, "minimum", problems),
            ExclusiveMinimum = Date(section, "exclusiveMinimum", problems),
            Maximum = Date(section, "maximum", problems),
            ExclusiveMaximum = Date(section, "exclusiveMaximum", problems),
            Format = section.OptionalText("format"),
        };
        if (options.Format is { } format && !format.StartsWith("yyyy-MM-dd", StringComparison.OrdinalIgnoreCase))
        {
            problems.Warn(
                YamlCodes.NotRun, section.PlaceOfValue("format"), section.Path("format"),
                $"Dates are read as ISO 8601 only, not as '{ProblemList.Cut(format)}'.", "yyyy-MM-dd, with or without a time");
        }

        CheckRange(options, section, problems);
        return options;
    }

    private static TypeOptions Texts(YamlSection section, YamlProblems problems)
    {
        var options = new TypeOptions
        {
            MinLength = section.Whole("minLength", 0, int.MaxValue),
            MaxLength = section.Whole("maxLength", 0, int.MaxValue),
            Pattern = CellPattern.Read(section, "pattern", problems),
            Format = section.OptionalText("format"),
        };
        if (options.MinLength > options.MaxLength)
        {
            problems.Error(
                YamlCodes.Contradiction, section.PlaceOf("minLength"), section.Path("minLength"),
                $"minLength {options.MinLength} is above maxLength {options.MaxLength}: nothing could pass.",
                    expected: "minLength at most maxLength");
        }

        return options;
    }

    private static TypeOptions Passed(YamlSection section, LogicalType? type, YamlProblems problems)
    {
        if (type is null)
        {
            problems.Warn(
                YamlCodes.NotRun, section.Place, "logicalTypeOptions", "Without a logicalType the options are not checked.",
                    "a logicalType");
        }

        section.Accept(type switch
        {
            LogicalType.Time => [.. Limits, "format", "timezone", "defaultTimezone"],
            LogicalType.Object => ["maxProperties", "minProperties", "required"],
            LogicalType.Array => ["maxItems", "minItems", "uniqueItems"],
            LogicalType.Boolean => [],
            _ => [.. Limits, "multipleOf", "minLength", "maxLength", "pattern", "format"],
        });
        return new TypeOptions();
    }

    private static double? Date(YamlSection section, string key, YamlProblems problems)
    {
        if (section.OptionalText(key) is not { } text)
        {
            return null;
        }

        if (Cell.TryDate(text, out var days))
        {
            return days;
        }

        // The standard's own examples separate the offset otherwise than ISO 8601; a limit stands once and can be read more kindly
        // than cells.
        if (DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time))
        {
            return (time - DateTimeOffset.UnixEpoch).TotalDays;
        }

        problems.Error(
            YamlCodes.WrongType, section.PlaceOfValue(key), section.Path(key),
                $"'{section.Path(key)}' is '{ProblemList.Cut(text)}'; expected a date.",
            text, "a date such as 2024-05-31");
        return null;
    }

    private static void CheckRange(TypeOptions options, YamlSection section, YamlProblems problems)
    {
        var low = Math.Max(options.Minimum ?? double.NegativeInfinity, options.ExclusiveMinimum ?? double.NegativeInfinity);
        var high = Math.Min(options.Maximum ?? double.PositiveInfinity, options.ExclusiveMaximum ?? double.PositiveInfinity);
        var open = low == options.ExclusiveMinimum || high == options.ExclusiveMaximum;
        if (low > high || (open && low == high))
        {
            var key = section.Has("minimum") ? "minimum" : "exclusiveMinimum";
            problems.Error(
                YamlCodes.Contradiction, section.PlaceOf(key), section.Path(key),
                    "The smallest value allowed is above the largest: nothing could pass.",
                expected: "minimum at most maximum");
        }
    }
}
