namespace ServerlessMlops.Pipeline.Contracts;

/// <summary>Where a dataset comes from and what it may be used for, in its owner's words; null is a gap, and is shown as one.</summary>
/// <remarks>The questions are a part of those of Gebru et al., "Datasheets for Datasets", CACM 64 (2021) 86–92.</remarks>
public sealed record Datasheet
{
    /// <summary>The system, study or process that the rows come from, and when.</summary>
    public string? Origin { get; init; }

    /// <summary>Who collected them.</summary>
    public string? Collector { get; init; }

    public string? Licence { get; init; }

    /// <summary>What allows this use of the data.</summary>
    public string? LegalBasis { get; init; }

    /// <summary>How the rows were chosen from all there could be.</summary>
    public string? Selection { get; init; }

    /// <summary>How and by whom the outcome was determined.</summary>
    public string? Labelling { get; init; }

    /// <summary>What and who is missing, or is known to be wrong.</summary>
    public string? KnownGaps { get; init; }

    /// <summary>How long the data are kept.</summary>
    public string? Retention { get; init; }
}
