using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace ServerlessMlops.Pipeline.Contracts;

/// <summary>The one JSON of the product: payloads, artefacts and HTTP bodies are written and read with these options.</summary>
/// <remarks>A null or missing required member is refused; members added later are optional, so that old histories still replay.</remarks>
public static class MlopsJson
{
    public static readonly JsonSerializerOptions Options = Create();

    public static string Write<T>(T value) => JsonSerializer.Serialize(value, Options);

    public static byte[] WriteBytes<T>(T value) => JsonSerializer.SerializeToUtf8Bytes(value, Options);

    /// <exception cref="JsonException">The text is not a <typeparamref name="T"/>.</exception>
    public static T Read<T>(ReadOnlySpan<byte> utf8) =>
        JsonSerializer.Deserialize<T>(utf8, Options) ?? throw new JsonException($"Seen null where a {typeof(T).Name} was expected.");

    /// <exception cref="JsonException">The text is not a <typeparamref name="T"/>.</exception>
    public static T Read<T>(string text) =>
        JsonSerializer.Deserialize<T>(text, Options) ?? throw new JsonException($"Seen null where a {typeof(T).Name} was expected.");

    private static JsonSerializerOptions Create()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web)
        {
            RespectNullableAnnotations = true,
            RespectRequiredConstructorParameters = true,
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { LetNullsBeMissing } },
        };
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false));
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }

    // Nulls are not written, so a member that may be null must not be asked for when it is read.
    private static void LetNullsBeMissing(JsonTypeInfo type)
    {
        foreach (var property in type.Properties.Where(property => property.IsRequired && (property.AssociatedParameter?.IsNullable ?? property.IsSetNullable)))
        {
            property.IsRequired = false;
        }
    }
}
