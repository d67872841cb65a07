namespace ServerlessMlops.Pipeline.Data;

/// <summary>A snapshot was read with a schema that is not its own: a broken promise of ours, not a fault of the data.</summary>
public sealed class SnapshotMismatchException(string seen, string expected)
    : Exception($"The snapshot and its schema do not belong together: seen {seen}; expected {expected}.")
{
    public string Seen { get; } = seen;

    public string Expected { get; } = expected;
}
