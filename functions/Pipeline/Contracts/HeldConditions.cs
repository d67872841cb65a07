namespace ServerlessMlops.Pipeline.Contracts;

/// <summary>A condition that a version was released under, as it is kept.</summary>
/// <param name="Id">Made from the request, the voter, and the condition's place among theirs.</param>
public sealed record HeldCondition(
    string Id, string Model, int Version, string RequestId, string RunId, string Text, string SetBy, DateTimeOffset ReleasedAt, DateTimeOffset DueAt)
{
    /// <summary>Who has shown that it is met; null while nobody has.</summary>
    public string? MetBy { get; init; }

    public DateTimeOffset? MetAt { get; init; }

    /// <summary>On what grounds it is held to be met.</summary>
    public string? Grounds { get; init; }

    /// <summary>When it was found overdue; the version was taken back then, if it was still live.</summary>
    public DateTimeOffset? LapsedAt { get; init; }

    public bool IsOpen => MetAt is null && LapsedAt is null;
}
