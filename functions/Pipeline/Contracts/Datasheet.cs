namespace ServerlessMlops.Pipeline.Contracts;

/// <summary>Where a dataset comes from and what it may be used for, in its owner's words; null is a gap, and is shown as one.</summary>
/// <remarks>The questions are a part of those of Gebru et al., "Datasheets for Datasets", CACM 64 (2021) 86–92.</remarks>
public sealed record DatasheetAnswers
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

/// <summary>Every question of the datasheet with its answer, in the order in which they are shown.</summary>
public sealed record Datasheet(IReadOnlyList<DatasheetEntry> Entries)
{
    /// <summary>Questions that nobody has answered.</summary>
    public IReadOnlyList<string> Gaps => [.. Entries.Where(entry => entry.Answer is null).Select(entry => entry.Title)];
}

/// <param name="Field">As it stands in the contract, e.g. <c>legalBasis</c>.</param>
/// <param name="Title">As it is shown: <c>Legal basis</c>.</param>
/// <param name="Question">What the answer says.</param>
/// <param name="Answer">Null: a gap.</param>
/// <param name="From">The file that the answer stands in; null with a gap.</param>
public sealed record DatasheetEntry(string Field, string Title, string Question, string? Answer = null, string? From = null);
