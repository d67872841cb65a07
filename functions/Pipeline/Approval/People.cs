namespace ServerlessMlops.Pipeline.Approval;

/// <summary>When two names are one person: sign-in names do not differ by case, so <c>Dana@</c> cannot vote on what <c>dana@</c> submitted.</summary>
public static class People
{
    public static bool Same(string? left, string? right) => left is not null && right is not null && Key(left) == Key(right);

    /// <summary>The form that a person is counted under.</summary>
    public static string Key(string name) => name.Trim().Normalize().ToLowerInvariant();
}
