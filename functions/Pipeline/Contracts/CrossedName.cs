namespace ServerlessMlops.Pipeline.Contracts;

/// <summary>How protected attributes that are crossed are named: <c>Age × Sex</c>, in any order.</summary>
public static class CrossedName
{
    private const string Between = " × ";

    public static string Of(IEnumerable<string> attributes) => string.Join(Between, attributes);

    /// <summary>Whether two names are of the same attributes.</summary>
    public static bool IsSame(string one, string other) =>
        one == other || IsCrossed(one) && Parts(one).Order().SequenceEqual(Parts(other).Order());

    /// <summary>Whether a name is of several attributes.</summary>
    public static bool IsCrossed(string name) => Parts(name).Length > 1;

    /// <summary>Whether disparities by that name are measured: by each protected attribute, each pair, and all where there are three.</summary>
    public static bool IsMeasured(string name, IReadOnlyCollection<string> shielded) => shielded.Contains(name)
        || Parts(name) is { Length: 2 or 3 } parts && (parts.Length == 2 || shielded.Count == 3)
        && parts.Distinct().Count() == parts.Length && parts.All(shielded.Contains);

    private static string[] Parts(string name) => name.Split(Between);
}
