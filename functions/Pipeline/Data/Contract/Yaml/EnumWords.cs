using System.Text.Json;

namespace ServerlessMlops.Pipeline.Data;

/// <summary>The names of an enumeration as they stand in YAML and JSON: <c>mustBeLessThan</c>.</summary>
internal static class EnumWords
{
    public static IReadOnlyList<string> Of<T>()
        where T : struct, Enum => [.. Enum.GetValues<T>().Select(Word)];

    public static string Word<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());

    public static T? Parse<T>(string? word)
        where T : struct, Enum => word is null ? null : Enum.Parse<T>(word, ignoreCase: true);
}
