using ServerlessMlops.Pipeline.Contracts;

namespace ServerlessMlops.Pipeline.Data;

/// <summary>What a model that somebody brings is to the pipeline: <c>models-in/{model}/{file}.onnx</c>, with its evaluation data beside it.</summary>
/// <remarks>Decided by names and kinds alone, as <see cref="DropRule"/>; the pair is complete when both lie there.</remarks>
public static class ModelDropRule
{
    public const string Ending = ".onnx";

    private const string Expected = "models-in/{model}/{file}.onnx, and beside it {file}.csv, .parquet or .jsonl";

    /// <summary>The path that a model and its data share, without their endings.</summary>
    /// <returns>Null where the path is neither's.</returns>
    public static string? StemOf(string path) => IsModel(path) ? path[..^Ending.Length]
        : DatasetNames.EndingOf(path) is { } ending ? path[..^ending.Length]
        : null;

    /// <param name="model">Of a name that ends in <see cref="Ending"/>.</param>
    /// <param name="beside">Blobs with the same stem.</param>
    public static DropOutcome Decide(DroppedBlob model, IReadOnlyList<DroppedBlob> beside)
    {
        if (DropRule.PassesOver(model.Path) is { } why)
        {
            return new DropOutcome.PassedOver(why);
        }

        if (model.Path.Split('/') is not [var name, var file] || !ModelNames.IsValid(name))
        {
            return Refused(model, new(
                DropCodes.WrongPath, $"{ProblemList.Cut(model.Path)} does not lie in the folder of a model; a model's name is {ModelNames.Expected}.",
                Seen: ProblemList.Cut(model.Path), Expected: Expected));
        }

        if (file.Length > DatasetNames.Longest)
        {
            return Refused(model, new(
                DropCodes.WrongName, $"The file's name has {file.Length} characters; at most {DatasetNames.Longest} are taken.",
                Seen: $"{file.Length} characters", Expected: $"at most {DatasetNames.Longest}"));
        }

        var stem = StemOf(model.Path);
        var data = beside.Where(blob => !IsModel(blob.Path) && StemOf(blob.Path) == stem)
            .OrderByDescending(blob => blob.DroppedAt).ThenBy(blob => blob.Path, StringComparer.Ordinal).FirstOrDefault();
        if (data is null)
        {
            return Refused(model, new(
                DropCodes.EvaluationDataMissing, "No evaluation data lie beside the model: it cannot be measured. Put a file of the same name there.",
                Seen: file, Expected: $"{Path.GetFileNameWithoutExtension(file)}.csv, .parquet or .jsonl beside it"));
        }

        if (new[] { model, data }.FirstOrDefault(blob => blob.Shape is not (BlobShape.Block or BlobShape.SealedAppend)) is { } unfinished)
        {
            return unfinished.Shape is BlobShape.Copying or BlobShape.Directory
                ? new DropOutcome.PassedOver("a copy that is not finished, or a directory")
                : Refused(model, new(
                    DropCodes.NotSealed, $"{ProblemList.Cut(unfinished.Path)} is no file that is whole and stays as it is.",
                    Seen: $"{unfinished.Shape}", Expected: "a block blob, or a sealed append blob"));
        }

        return new DropOutcome.Dataset(RequestOf(model, data, name, file));
    }

    private static bool IsModel(string path) => path.Length > Ending.Length && path.EndsWith(Ending, StringComparison.OrdinalIgnoreCase);

    private static DropOutcome.Refused Refused(DroppedBlob model, Problem why) =>
        new(model, why with { File = model.Path[(model.Path.LastIndexOf('/') + 1)..] }) { IsModel = true };

    private static RunRequest RequestOf(DroppedBlob model, DroppedBlob data, string name, string file)
    {
        // New data beside the same model, or a new model beside the same data, is another question.
        var runId = RunIds.For(name, $"models-in/{model.Path} {data.Path}", $"{model.ETag} {data.ETag}");
        var droppedAt = model.DroppedAt > data.DroppedAt ? model.DroppedAt : data.DroppedAt;
        return new(runId, name, file, model.ETag, model.Length, droppedAt, model.ClaimedUploader)
        {
            Evaluation = new(data.Path[(name.Length + 1)..], data.ETag, data.Length),
        };
    }
}
