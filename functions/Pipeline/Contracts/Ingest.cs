using System.Text.Json.Serialization;

namespace ServerlessMlops.Pipeline.Contracts;

/// <summary>What Ingest made of a dropped file.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(Accepted), "accepted")]
[JsonDerivedType(typeof(Rejected), "rejected")]
[JsonDerivedType(typeof(Unchanged), "unchanged")]
public abstract record IngestOutcome
{
    private IngestOutcome()
    {
    }

    /// <param name="Snapshot">The file's own bytes.</param>
    /// <param name="Schema">A <see cref="TableSchema"/>.</param>
    /// <param name="Pipeline">The <see cref="PipelineSpec"/> that this run is held to, as canonical JSON.</param>
    /// <param name="PipelineConfirmed">False where no pipeline.yaml lay there and the specification was inferred.</param>
    public sealed record Accepted(
        ArtifactRef Snapshot, ArtifactRef Schema, ArtifactRef Pipeline, bool PipelineConfirmed, long Rows, int Columns) : IngestOutcome
    {
        /// <summary>The <see cref="DataContract"/> that the file met; null where none lay there.</summary>
        public ArtifactRef? Contract { get; init; }

        /// <summary>A <see cref="DataJudgement"/>.</summary>
        public ArtifactRef? Judgement { get; init; }

        /// <summary>The organisation's policies that held, a list of <see cref="OrganisationPolicy"/>; null where there were none.</summary>
        public ArtifactRef? Policies { get; init; }

        /// <summary>Names them and the built-in policy, as evidence does; null where the built-in policy held alone.</summary>
        public string? PolicyVersion { get; init; }

        /// <summary>The model that was brought with the data; null where one is to be trained on them.</summary>
        public CandidateResult? Brought { get; init; }
    }

    /// <param name="Problems">A list of <see cref="Problem"/>.</param>
    public sealed record Rejected(ArtifactRef Problems, int Count, string Summary) : IngestOutcome;

    /// <summary>The same content was already taken in by <paramref name="EarlierRunId"/>, under another ETag.</summary>
    public sealed record Unchanged(string EarlierRunId) : IngestOutcome;
}
