namespace ServerlessMlops.Pipeline.Contracts;

/// <summary>What lies beside an uploaded pipeline.yaml or contract.yaml: what a run of the model would be told of both, now.</summary>
public sealed record SpecificationReceipt
{
    public required string Model { get; init; }

    /// <summary>The file that it lies beside.</summary>
    public required string File { get; init; }

    /// <summary>SHA-256 of the file; null where it could not be read as text.</summary>
    public string? Digest { get; init; }

    /// <summary>The other file, with which it was read; null where none lay there.</summary>
    public string? ReadWith { get; init; }

    /// <summary>Whether neither file has an error.</summary>
    public required bool IsValid { get; init; }

    /// <summary>One sentence.</summary>
    public required string Verdict { get; init; }

    public required DateTimeOffset CheckedAt { get; init; }

    /// <summary>Of both files, each with line and column: errors, then warnings.</summary>
    public IReadOnlyList<Problem> Problems { get; init; } = [];
}
