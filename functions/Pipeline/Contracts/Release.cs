namespace ServerlessMlops.Pipeline.Contracts;

/// <summary>The manifest of a released version: every digest that it stands on. Lies at <c>models/{model}/{version}/manifest.json</c>.</summary>
public sealed record ReleaseManifest
{
    public required string Model { get; init; }

    public required int Version { get; init; }

    public required string RunId { get; init; }

    public required ModelTask Task { get; init; }

    public required string Candidate { get; init; }

    public required ArtifactRef Dataset { get; init; }

    public required ArtifactRef Schema { get; init; }

    public required ArtifactRef Split { get; init; }

    public required ArtifactRef ModelFile { get; init; }

    public required ArtifactRef Pipeline { get; init; }

    public required ArtifactRef Evaluation { get; init; }

    /// <summary>What the released candidate was trained with.</summary>
    public TrainingEnvironment? Environment { get; init; }

    /// <summary>SHA-256 of the saved transform, which the model file holds.</summary>
    public string? TransformDigest { get; init; }

    /// <summary>Of everything in training that is drawn by chance.</summary>
    public int? Seed { get; init; }

    /// <summary>The trial of a search that was released; null for a candidate with its own settings.</summary>
    public Trial? Trial { get; init; }

    public ArtifactRef? Contract { get; init; }

    public ArtifactRef? Judgement { get; init; }

    /// <summary>The model in other formats; those with a file lie beside the manifest. Null in releases from before there were any.</summary>
    public IReadOnlyList<ModelExport>? Exports { get; init; }

    /// <summary>The model card, beside the manifest; null in releases from before there was one.</summary>
    public IReadOnlyList<CardRendering>? Card { get; init; }

    /// <summary>What was approved; its digest is computed again at every load.</summary>
    public required ApprovalEvidence Evidence { get; init; }

    /// <summary>The digest that the votes carried.</summary>
    public required string EvidenceDigest { get; init; }

    public required IReadOnlyList<Vote> Votes { get; init; }

    /// <summary>What approvers asked before they decided, with the answers; null where nothing was asked.</summary>
    public IReadOnlyList<ApprovalQuestion>? Questions { get; init; }

    public required string Submitter { get; init; }

    public required string Owner { get; init; }

    public required DateTimeOffset ReleasedAt { get; init; }
}

/// <summary>A version in the registry.</summary>
public sealed record VersionRecord(string Model, int Version, string RunId, string ManifestDigest, DateTimeOffset ReleasedAt);

/// <summary>Which version an alias names, and which it named before; moved only under its ETag.</summary>
public sealed record AliasRecord(string Model, string Alias, int Version, int? Previous, DateTimeOffset MovedAt, string MovedBy, string ETag);
