using ServerlessMlops.Pipeline.Contracts;

namespace ServerlessMlops.Pipeline.Data;

/// <summary>
/// Decides by name and kind alone what a blob in the drop zone is: the same answer for every event and sweep that hears of it.
/// </summary>
/// <remarks>The outcomes are listed in <c>docs/blob-events.md</c>.</remarks>
public static class DropRule
{
    /// <summary>Of a path, so that a receipt's name still fits into the 1,024 characters of a blob's.</summary>
    private const int LongestPath = 1_000;

    /// <summary>Whether there is anything to ask storage for.</summary>
    /// <returns>Why not; null where there is.</returns>
    public static string? PassesOver(string path)
    {
        if (DatasetNames.IsReceipt(path))
        {
            return "a receipt";
        }

        // Such a name does not come back from an address as it went in: what would be read or written is another blob.
        var isPlain = path.Length is > 0 and <= LongestPath && !path.Contains('\\') && !path.Any(char.IsControl)
            && path.Split('/').All(segment => segment is not ("" or "." or ".."));
        return isPlain ? null : "no receipt can lie beside a blob of this name";
    }

    public static DropOutcome Decide(DroppedBlob blob)
    {
        if (PassesOver(blob.Path) is { } why)
        {
            return new DropOutcome.PassedOver(why);
        }

        if (blob.Shape == BlobShape.Directory)
        {
            return new DropOutcome.PassedOver("a directory");
        }

        if (blob.Shape == BlobShape.Copying)
        {
            return new DropOutcome.PassedOver("a copy that is not finished; it is heard of again then");
        }

        return (NameProblem(blob.Path) ?? ShapeProblem(blob)) is { } problem
            ? new DropOutcome.Refused(blob, problem with { File = blob.Path[(blob.Path.LastIndexOf('/') + 1)..] })
            : new DropOutcome.Dataset(RequestOf(blob));
    }

    private static Problem? NameProblem(string path)
    {
        if (path.Split('/') is not [var model, var file])
        {
            return new(
                DropCodes.WrongPath, $"{ProblemList.Cut(path)} does not lie in the folder of a model.",
                Seen: ProblemList.Cut(path), Expected: "datasets/{model}/{file}");
        }

        if (!ModelNames.IsValid(model))
        {
            return new(
                DropCodes.WrongPath, $"'{ProblemList.Cut(model)}' is not a model's name; expected {ModelNames.Expected}.",
                Seen: ProblemList.Cut(model), Expected: ModelNames.Expected);
        }

        if (file.Length > DatasetNames.Longest)
        {
            return new(
                DropCodes.WrongName, $"The file's name has {file.Length} characters; at most {DatasetNames.Longest} are taken.",
                Seen: $"{file.Length} characters", Expected: $"at most {DatasetNames.Longest}");
        }

        return DatasetNames.EndingOf(file) is not null
            ? null
            : new(
                DropCodes.WrongEnding, $"{ProblemList.Cut(file)} is not taken for a dataset: its name ends otherwise.",
                Seen: ProblemList.Cut(Path.GetExtension(file)), Expected: $"a name that ends in {DatasetNames.Expected}");
    }

    private static Problem? ShapeProblem(DroppedBlob blob) => blob.Shape switch
    {
        BlobShape.Append => new(
            DropCodes.NotSealed, "It is an append blob that may still grow. Seal it when it is whole, or upload a block blob.",
            Seen: $"an append blob of {blob.Length} bytes, not sealed", Expected: "a block blob, or a sealed append blob"),
        BlobShape.Page => new(
            DropCodes.PageBlob, "It is a page blob, as disks have it.",
            Seen: "a page blob", Expected: "a block blob, or a sealed append blob"),
        BlobShape.CopyFailed => new(
            DropCodes.CopyFailed, "It is the target of a copy that did not succeed. Copy it again.",
            Seen: "a copy that failed or was aborted", Expected: "a finished copy"),
        _ => null,
    };

    private static RunRequest RequestOf(DroppedBlob blob)
    {
        var cut = blob.Path.IndexOf('/');
        var (model, file) = (blob.Path[..cut], blob.Path[(cut + 1)..]);
        var runId = RunIds.For(model, blob.Path, blob.ETag);
        return new(runId, model, file, blob.ETag, blob.Length, blob.DroppedAt, blob.ClaimedUploader);
    }
}
