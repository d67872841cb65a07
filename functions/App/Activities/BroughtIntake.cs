using ServerlessMlops.Learning;
using ServerlessMlops.Learning.Onnx;
using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Data;
using ServerlessMlops.Storage;

namespace ServerlessMlops.App.Activities;

/// <summary>The model that somebody brings: read, judged together with its data, and kept as a model file that the rest of the road knows.</summary>
public sealed class BroughtIntake(ModelsIn models, ArtifactStore artifacts)
{
    /// <returns>The bytes, or why there are none; null where the run brings no model.</returns>
    public async Task<BroughtBytes?> TakeAsync(RunRequest request, CancellationToken cancellation)
    {
        if (request.Evaluation is null)
        {
            return null;
        }

        var outcome = await models.TakeAsync(request, OnnxLimits.Bytes, cancellation);
        if (outcome is not DatasetOutcome.Taken { Content: var content })
        {
            return new(null, "", outcome is DatasetOutcome.TooLarge large ? TooLarge(request, large) : Untaken.Of(request, outcome));
        }

        await using (content)
        {
            var bytes = new byte[content.Length];
            content.Content.Position = 0;
            await content.Content.ReadExactlyAsync(bytes, cancellation);
            return new(bytes, content.Digest, null);
        }
    }

    /// <summary>Where the data are not fit, the model's bytes alone are judged: everything is said at once.</summary>
    public static Task<BroughtOutcome> JudgeAsync(BroughtBytes brought, string file, Fitness fitness, ReadOutcome read, CancellationToken cancellation)
    {
        var (table, spec) = fitness is Fitness.Fit fit && read is ReadOutcome.Clean clean ? (clean.Table, fit.Held) : (null, null);
        return Task.Run(() => BroughtModel.Take(brought.Bytes!, file, table, spec), cancellation);
    }

    /// <returns>What stands for a trained candidate; null where the run trains one.</returns>
    public async Task<CandidateResult?> KeepAsync(BroughtOutcome? taken, BroughtBytes? brought, CancellationToken cancellation) =>
        taken is not BroughtOutcome.Taken { Model: var model } ? null : new(
            BroughtModel.Candidate,
            await artifacts.PutAsync(model.ToBytes(), ModelFile.MediaType, cancellation),
            "none",
            null,
            0,
            new Dictionary<string, string> { ["onnx"] = brought!.Digest },
            "It was brought, and not trained here: only the test part measures it.");

    private static Problem TooLarge(RunRequest request, DatasetOutcome.TooLarge large) => new(
        OnnxCodes.TooLarge, $"{request.File} has {large.Length} bytes; at most {large.Limit} are read.", request.File,
        Seen: $"{large.Length} bytes", Expected: $"at most {large.Limit} bytes");
}

/// <param name="Bytes">Null where <paramref name="Why"/> says why.</param>
/// <param name="Digest">SHA-256.</param>
public sealed record BroughtBytes(byte[]? Bytes, string Digest, Problem? Why);
