namespace ServerlessMlops.Pages;

/// <summary>
/// What a page may do, said by the page itself. A receipt is opened from storage or from a disk, where no server of ours sends a header; a
/// served page has both, and the stricter holds.
/// </summary>
public static class PagePolicy
{
    /// <summary>Of a page that asks something: its forms go to where it came from.</summary>
    public static readonly string Served = $"{Nothing}; form-action 'self'";

    /// <summary>Of a page that is kept: it asks nothing.</summary>
    public static readonly string Kept = $"{Nothing}; form-action 'none'";

    /// <summary>No script, no frame, nothing from elsewhere; the one style sheet by its hash, and drawings inline.</summary>
    private static string Nothing => $"default-src 'none'; style-src 'sha256-{Stylesheet.Sha256}'; img-src data:; base-uri 'none'";
}
