namespace Embedded.DurableTask.Abstractions;

/// <summary>The order of orchestrator versions.</summary>
public static class TaskOrchestrationVersioningUtils
{
    /// <summary>Compares as <see cref="System.Version"/> when both read as one, else as text without regard to case.</summary>
    /// <returns>Negative, zero or positive. An empty version is the oldest; two empty ones are equal.</returns>
    public static int CompareVersions(string sourceVersion, string otherVersion)
    {
        var sourceEmpty = string.IsNullOrWhiteSpace(sourceVersion);
        var otherEmpty = string.IsNullOrWhiteSpace(otherVersion);
        if (sourceEmpty || otherEmpty)
        {
            return sourceEmpty && otherEmpty ? 0 : sourceEmpty ? -1 : 1;
        }

        return Version.TryParse(sourceVersion, out var source) && Version.TryParse(otherVersion, out var other)
            ? source.CompareTo(other)
            : string.Compare(sourceVersion, otherVersion, StringComparison.OrdinalIgnoreCase);
    }
}
