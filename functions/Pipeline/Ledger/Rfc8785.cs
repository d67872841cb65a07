using System.Buffers;
using System.Text;
using System.Text.Json;

namespace ServerlessMlops.Pipeline.Ledger;

/// <summary>
/// JSON Canonicalization Scheme: one text for one value, so that a digest does not depend on who wrote it, nor on the order of members.
/// Source: RFC 8785.
/// </summary>
/// <remarks>Numbers are IEEE 754 doubles, as the RFC says: integers beyond ±2⁵³ lose digits and belong in strings.</remarks>
public static class Rfc8785
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 64 };

    /// <param name="utf8Json">One JSON value, at most 64 levels deep.</param>
    /// <returns>UTF-8 without a byte order mark.</returns>
    /// <exception cref="JsonException">Not JSON, a member named twice, a lone surrogate, or a number outside the range of a double.</exception>
    public static byte[] Canonicalize(ReadOnlyMemory<byte> utf8Json)
    {
        try
        {
            using var document = JsonDocument.Parse(utf8Json, Strict);
            var text = new StringBuilder(utf8Json.Length);
            Write(document.RootElement, text);
            return Encoding.UTF8.GetBytes(text.ToString());
        }
        catch (InvalidOperationException e)
        {
            // System.Text.Json's answer to a lone surrogate and to invalid UTF-8; to the caller it is bad JSON.
            throw new JsonException("Seen a string that is not well-formed Unicode (RFC 8785 §3.2.2.2).", e);
        }
    }

    /// <inheritdoc cref="Canonicalize(ReadOnlyMemory{byte})"/>
    public static byte[] Canonicalize(string json) => Canonicalize(Encoding.UTF8.GetBytes(json));

    private static void Write(JsonElement element, StringBuilder text)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                WriteObject(element, text);
                break;
            case JsonValueKind.Array:
                WriteArray(element, text);
                break;
            case JsonValueKind.String:
                WriteString(element.GetString()!, text);
                break;
            case JsonValueKind.Number:
                WriteNumber(element, text);
                break;
            default:
                text.Append(element.GetRawText());
                break;
        }
    }

    private static void WriteObject(JsonElement element, StringBuilder text)
    {
        var separator = '{';
        foreach (var member in element.EnumerateObject().OrderBy(member => member.Name, StringComparer.Ordinal))
        {
            text.Append(separator);
            WriteString(member.Name, text);
            text.Append(':');
            Write(member.Value, text);
            separator = ',';
        }

        text.Append(separator == '{' ? "{}" : "}");
    }

    private static void WriteArray(JsonElement element, StringBuilder text)
    {
        var separator = '[';
        foreach (var item in element.EnumerateArray())
        {
            text.Append(separator);
            Write(item, text);
            separator = ',';
        }

        text.Append(separator == '[' ? "[]" : "]");
    }

    private static void WriteNumber(JsonElement element, StringBuilder text)
    {
        if (!element.TryGetDouble(out var value) || !double.IsFinite(value))
        {
            throw new JsonException($"Seen the number {element.GetRawText()}; expected one in the range of a double.");
        }

        text.Append(EcmaScriptNumber.Format(value));
    }

    private static readonly SearchValues<char> Escaped =
        SearchValues.Create([.. Enumerable.Range(0, 0x20).Select(code => (char)code), '"', '\\']);

    private static void WriteString(string value, StringBuilder text)
    {
        text.Append('"');
        var rest = value.AsSpan();
        for (var at = rest.IndexOfAny(Escaped); at >= 0; at = rest.IndexOfAny(Escaped))
        {
            text.Append(rest[..at]).Append(Escape(rest[at]));
            rest = rest[(at + 1)..];
        }

        text.Append(rest).Append('"');
    }

    private static string Escape(char c) => c switch
    {
        '"' => "\\\"",
        '\\' => "\\\\",
        '\b' => "\\b",
        '\t' => "\\t",
        '\n' => "\\n",
        '\f' => "\\f",
        '\r' => "\\r",
        _ => $"\\u{(int)c:x4}",
    };
}
