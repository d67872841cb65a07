using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Embedded.Engine.History;

/// <summary>The normalised facts of a failure as JSON; a date is told from text by a mark.</summary>
internal sealed class FailurePropertyConverter : JsonConverter<object>
{
    private const string DateMark = "$date";

    public override object? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        From(JsonElement.ParseValue(ref reader));

    public override void Write(Utf8JsonWriter writer, object value, JsonSerializerOptions options) => WriteValue(writer, value);

    private static object? From(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Number => element.GetDouble(),
        JsonValueKind.String => element.GetString(),
        JsonValueKind.Array => element.EnumerateArray().Select(From).ToList(),
        JsonValueKind.Object => element.TryGetProperty(DateMark, out var date)
            ? date.GetDateTime()
            : element.EnumerateObject().ToDictionary(property => property.Name, property => From(property.Value)),
        _ => null,
    };

    private static void WriteValue(Utf8JsonWriter writer, object? value)
    {
        switch (value)
        {
            case null:
                writer.WriteNullValue();
                break;
            case bool truth:
                writer.WriteBooleanValue(truth);
                break;
            case double number:
                writer.WriteNumberValue(number);
                break;
            case DateTime date:
                WriteMap(writer, [KeyValuePair.Create(DateMark, (object?)date.ToString("O", CultureInfo.InvariantCulture))]);
                break;
            case IDictionary<string, object?> map:
                WriteMap(writer, map);
                break;
            case IEnumerable<object?> list:
                writer.WriteStartArray();
                foreach (var item in list)
                {
                    WriteValue(writer, item);
                }

                writer.WriteEndArray();
                break;
            default:
                writer.WriteStringValue(Convert.ToString(value, CultureInfo.InvariantCulture));
                break;
        }
    }

    private static void WriteMap(Utf8JsonWriter writer, IEnumerable<KeyValuePair<string, object?>> map)
    {
        writer.WriteStartObject();
        foreach (var (key, item) in map)
        {
            writer.WritePropertyName(key);
            WriteValue(writer, item);
        }

        writer.WriteEndObject();
    }
}
