using System.Text.Json.Serialization;

namespace ServerlessMlops.Pipeline.Contracts;

/// <summary>What a model was trained with, beside the data and the specification.</summary>
public sealed record TrainingEnvironment
{
    /// <summary>Operating system and its version, with that of the C library where it is known.</summary>
    public required string System { get; init; }

    /// <summary>x64 or arm64.</summary>
    public required string Architecture { get; init; }

    /// <summary>The .NET runtime.</summary>
    public required string Runtime { get; init; }

    /// <summary>Identity of the compiled training code: equal sources give equal ones.</summary>
    public required string Code { get; init; }

    /// <summary>SHA-256 of LightGBM's native library; null where there is none for this machine.</summary>
    public string? NativeLibrary { get; init; }

    /// <summary>Packages that training uses, with their versions; null in versions older than the record.</summary>
    public IReadOnlyList<string>? Packages { get; init; }

    /// <summary>Processors and memory; no number of a model depends on them.</summary>
    public required string Machine { get; init; }
}

/// <summary>A recorded candidate, trained again from what its version recorded.</summary>
/// <param name="Recorded">SHA-256 of the model file.</param>
/// <param name="Seen">The same of the model trained now; null where it could not be trained, which <paramref name="Reason"/> explains.</param>
/// <param name="IsWinner">The candidate that was released.</param>
public sealed record CandidateReproduction(string Candidate, string Recorded, string? Seen, bool IsWinner, string? Reason = null)
{
    public bool IsSame => Seen == Recorded;

    /// <summary>Of the search that it was a trial of; null where it was none.</summary>
    public int? Trial { get; init; }

    [JsonIgnore]
    public string Name => Trial is { } number ? FormattableString.Invariant($"{Candidate}, trial {number}") : Candidate;
}

/// <summary>What training a version again came to.</summary>
/// <param name="Differences">Inputs that are not as recorded, one sentence each; empty where all are.</param>
public sealed record ReproductionReport(
    string Model, int Version, IReadOnlyList<CandidateReproduction> Candidates, IReadOnlyList<string> Differences)
{
    /// <summary>Every candidate that was asked for came out the same to the bit.</summary>
    public bool IsReproduced => Candidates.Count > 0 && Candidates.All(candidate => candidate.IsSame);
}
