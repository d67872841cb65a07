namespace ServerlessMlops.Pipeline.Data;

/// <summary>What counts as no value: the empty cell, <c>NA</c>, <c>N/A</c>, <c>NaN</c>, <c>null</c> and <c>?</c>, alone in a cell.</summary>
/// <remarks><c>NA</c> only in capitals; the others in any case. Words such as "none" or "unknown" are often categories, and stay.</remarks>
public static class MissingTokens
{
    /// <param name="cell">Without surrounding white space.</param>
    public static bool Match(ReadOnlySpan<char> cell) => cell.Length switch
    {
        0 => true,
        1 => cell[0] == '?',
        2 => cell is "NA",
        3 => cell.Equals("NaN", StringComparison.OrdinalIgnoreCase) || cell.Equals("N/A", StringComparison.OrdinalIgnoreCase),
        4 => cell.Equals("null", StringComparison.OrdinalIgnoreCase),
        _ => false,
    };

    internal static bool IsNan(ReadOnlySpan<char> cell) => cell.Length == 3 && cell.Equals("NaN", StringComparison.OrdinalIgnoreCase);
}
