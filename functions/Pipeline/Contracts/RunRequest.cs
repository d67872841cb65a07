using System.Text.Json.Serialization;

namespace ServerlessMlops.Pipeline.Contracts;

/// <summary>One committed upload at <c>datasets/{model}/{file}</c>: the input of a run.</summary>
/// <param name="RunId">Hash of model, path and ETag; see <see cref="RunIds"/>.</param>
/// <param name="Model">The first path segment.</param>
/// <param name="File">The last path segment, with its ending.</param>
/// <param name="ETag">The blob's ETag without quotes.</param>
/// <param name="Length">Bytes, as storage reports them.</param>
/// <param name="DroppedAt">The blob's last-modified time, UTC.</param>
/// <param name="ClaimedUploader">What the blob's metadata says of its uploader: shown as claimed, never used.</param>
public sealed record RunRequest(
    string RunId, string Model, string File, string ETag, long Length, DateTimeOffset DroppedAt, string? ClaimedUploader = null)
{
    /// <summary>Path inside the <c>datasets</c> container; of a brought model inside <c>models-in</c>.</summary>
    public string Path => $"{Model}/{File}";

    /// <summary>Of a brought model, which <see cref="File"/> then is: the data beside it. Null: the file is a dataset to train on.</summary>
    public EvaluationFile? Evaluation { get; init; }

    /// <summary>The upload of data: of a brought model that beside it.</summary>
    [JsonIgnore]
    public RunRequest OfData => Evaluation is { } data ? this with { File = data.File, ETag = data.ETag, Length = data.Length } : this;
}

/// <summary>The data that a brought model is measured on, all of them.</summary>
/// <param name="File">In the same folder.</param>
/// <param name="ETag">Without quotes.</param>
/// <param name="Length">Bytes, as storage reports them.</param>
public sealed record EvaluationFile(string File, string ETag, long Length);
