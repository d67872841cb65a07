using System.Text.Json;
using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Data;

namespace ServerlessMlops.Learning.Features;

/// <summary>Reads one row of JSON as the table reader would have read it from a file, and names everything that is wrong with it.</summary>
/// <param name="unused">Fields that are known and ignored.</param>
public sealed class RowReader(IReadOnlyList<InputColumn> inputs, IReadOnlyList<string> unused)
{
    private readonly HashSet<string> _known = [.. inputs.Select(input => input.Name), .. unused];

    /// <returns>One value an input; meaningful only where <paramref name="problems"/> stays empty.</returns>
    public FeatureValue[] Read(IReadOnlyDictionary<string, JsonElement> row, List<Problem> problems)
    {
        var values = new FeatureValue[inputs.Count];
        foreach (var (index, input) in inputs.Index())
        {
            if (!row.TryGetValue(input.Name, out var json))
            {
                problems.Add(new Problem(
                    ModelProblemCodes.MissingField,
                    $"The field '{input.Name}' is absent; send null where the value is not known.",
                    Column: input.Name,
                    Expected: Expected(input)));
            }
            else if (Read(input, json) is { } value)
            {
                values[index] = value;
            }
            else
            {
                problems.Add(new Problem(
                    ModelProblemCodes.WrongType,
                    $"The field '{input.Name}' does not hold {Expected(input)}, or null.",
                    Column: input.Name,
                    Seen: Cut(json.GetRawText()),
                    Expected: Expected(input)));
            }
        }

        foreach (var field in row.Keys.Where(field => !_known.Contains(field)).Order(StringComparer.Ordinal))
        {
            problems.Add(new Problem(
                ModelProblemCodes.UnknownField,
                $"There is no field '{Cut(field)}'.",
                Column: Cut(field),
                Expected: string.Join(", ", inputs.Select(input => input.Name))));
        }

        return values;
    }

    private static FeatureValue? Read(InputColumn input, JsonElement json)
    {
        // What means "no value" in a file means it here too, or serving would differ from training.
        var text = json.ValueKind == JsonValueKind.String ? json.GetString()!.Trim() : null;
        if (json.ValueKind == JsonValueKind.Null || (text is not null && MissingTokens.Match(text)))
        {
            return FeatureValue.Missing;
        }

        return (input.Kind, json.ValueKind) switch
        {
            (ColumnKind.Category or ColumnKind.Text, JsonValueKind.String) => new FeatureValue(double.NaN, text),
            (ColumnKind.Category or ColumnKind.Text, JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False) =>
                new FeatureValue(double.NaN, json.GetRawText()),
            (ColumnKind.Number, JsonValueKind.Number) when json.TryGetDouble(out var number) && double.IsFinite(number) =>
                new FeatureValue(number, null),
            (ColumnKind.Boolean, JsonValueKind.True or JsonValueKind.False) => new FeatureValue(json.GetBoolean() ? 1 : 0, null),
            (ColumnKind.Boolean, JsonValueKind.Number) when json.TryGetDouble(out var bit) && bit is 0 or 1 => new FeatureValue(bit, null),
            (ColumnKind.Boolean, JsonValueKind.String) when Cell.TryBoolean(text, out var boolean) => new FeatureValue(boolean ? 1 : 0, null),
            (ColumnKind.Date, JsonValueKind.String) when Cell.TryDate(text, out var days) => new FeatureValue(days, null),
            _ => null,
        };
    }

    private static string Expected(InputColumn input) => input.Kind switch
    {
        ColumnKind.Number => "a number",
        ColumnKind.Boolean => "true or false",
        ColumnKind.Date => "an ISO 8601 date such as 2024-05-01",
        _ => "a text",
    };

    private static string Cut(string text) => text.Length <= 80 ? text : text[..79] + "…";
}
