namespace ServerlessMlops.Statistics;

/// <summary>What every measure asks of its spans: equal lengths (a broken promise otherwise), some rows, finite numbers.</summary>
internal static class Samples
{
    public const string Empty = "there are no rows";

    public const string NotFinite = "a value is not a finite number";

    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static void SameLength(int left, int right)
    {
        if (left != right)
        {
            throw new ArgumentException($"Seen spans of {left} and {right} rows where equal lengths were expected.");
        }
    }

    /// <summary>Null where every value is finite and there is at least one; else the reason.</summary>
    public static string? Fault(ReadOnlySpan<double> values)
    {
        if (values.IsEmpty)
        {
            return Empty;
        }

        foreach (var value in values)
        {
            if (!double.IsFinite(value))
            {
                return NotFinite;
            }
        }

        return null;
    }

    /// <summary>As <see cref="Fault"/>, and every value in [0, 1].</summary>
    public static string? ProbabilityFault(ReadOnlySpan<double> values)
    {
        if (Fault(values) is { } fault)
        {
            return fault;
        }

        foreach (var value in values)
        {
            if (value is < 0 or > 1)
            {
                return "a probability lies outside 0 to 1";
            }
        }

        return null;
    }
}
