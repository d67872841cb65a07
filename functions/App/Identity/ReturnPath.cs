namespace ServerlessMlops.App.Identity;

/// <summary>Where the sign-in page leads afterwards: a path of ours, never another site.</summary>
public static class ReturnPath
{
    public const string Default = "/api/approvals";

    public static string OrDefault(string? path) => IsOurs(path) ? path! : Default;

    // Browsers read \ as / and skip tabs and line breaks, so "/\evil.example" and "/<tab>/evil.example" would leave the site.
    private static bool IsOurs(string? path) =>
        path is { Length: <= 512 }
        && path.StartsWith("/api/", StringComparison.Ordinal)
        && !path.Contains("//", StringComparison.Ordinal)
        && !path.Contains("..", StringComparison.Ordinal)
        && path.All(c => c is > ' ' and < '\u007f' and not '\\');
}
