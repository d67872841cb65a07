using System.Text.RegularExpressions;

namespace ServerlessMlops.Pipeline.Contracts;

/// <summary>A model's name is one path segment: <c>[a-z0-9-]{1,63}</c>. Anything else is refused before any I/O.</summary>
public static partial class ModelNames
{
    public const string Expected = "1 to 63 of a-z, 0-9 and -";

    public static bool IsValid(string? name) => name is not null && Pattern().IsMatch(name);

    [GeneratedRegex(@"\A[a-z0-9-]{1,63}\z")]
    private static partial Regex Pattern();
}
