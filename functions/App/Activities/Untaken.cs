using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Data;
using ServerlessMlops.Storage;

namespace ServerlessMlops.App.Activities;

/// <summary>Why an upload could not be taken in, as a problem with a name.</summary>
public static class Untaken
{
    public static Problem Of(RunRequest request, DatasetOutcome outcome) => outcome switch
    {
        DatasetOutcome.Deleted => new(
            ProblemCodes.FileDeleted, $"{request.Path} was deleted before it could be read.", File: request.File, Expected: $"the upload with ETag {request.ETag}"),
        DatasetOutcome.Replaced => new(
            ProblemCodes.FileReplaced, $"{request.Path} was overwritten before it could be read; the newer upload has a run of its own.",
            File: request.File, Expected: $"the upload with ETag {request.ETag}"),
        DatasetOutcome.TooLarge large => new(
            ProblemCodes.FileTooLarge, $"{request.Path} has {large.Length} bytes; at most {large.Limit} are taken.",
            File: request.File, Seen: $"{large.Length} bytes", Expected: $"at most {large.Limit} bytes"),
        _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome.GetType().Name, "Seen an upload that was taken; expected one that was not."),
    };
}
