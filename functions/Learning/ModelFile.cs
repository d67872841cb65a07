using System.Text.Json;
using ServerlessMlops.Learning.Calibrating;
using ServerlessMlops.Learning.Explaining;
using ServerlessMlops.Learning.Features;
using ServerlessMlops.Learning.Learners;
using ServerlessMlops.Pipeline.Contracts;

namespace ServerlessMlops.Learning;

/// <summary>All that scoring needs, in one file: the transform, the trees or coefficients, the classes, the operating point.</summary>
/// <remarks>Written as one JSON document whose members stand in the order below: equal models have equal bytes.</remarks>
public sealed record ModelFile
{
    public const string CurrentFormat = "serverless-mlops-model/2";

    public const string MediaType = "application/vnd.serverless-mlops.model+json";

    public required string Format { get; init; }

    public required ModelTask Task { get; init; }

    public required string Target { get; init; }

    /// <summary>Binary: [negative, positive]. Multiclass: in ordinal order. Regression: empty.</summary>
    public IReadOnlyList<string> Classes { get; init; } = [];

    /// <summary>Probability from which a row is labelled positive, in [0, 1]; binary only.</summary>
    public double? Threshold { get; init; }

    /// <summary>Of mistakes, by actual, then predicted class: many classes are decided by the least expected cost. Null where none are stated.</summary>
    public IReadOnlyList<IReadOnlyList<double>>? Costs { get; init; }

    /// <summary>Why labels are decided so; null where nothing was asked for and nothing chosen.</summary>
    public DecisionBasis? Decision { get; init; }

    /// <summary>How far predictions reach; null in files of old, which say nothing of it.</summary>
    public ConformalReach? Conformal { get; init; }

    /// <summary>Of the margins; null: the logistic curve alone.</summary>
    public ScoreCalibration? Calibration { get; init; }

    /// <summary>What margins of many classes are divided by before they become probabilities, above 0; null: 1.</summary>
    public double? Temperature { get; init; }

    /// <summary>The candidate's name, e.g. <c>lightgbm</c>.</summary>
    public required string Candidate { get; init; }

    public required int Seed { get; init; }

    /// <summary>Fitted on the training rows; evaluation, serving and batch use it unchanged.</summary>
    public required FeatureTransform Transform { get; init; }

    /// <summary>Columns of the training table that the model does not use: accepted in a request, and ignored.</summary>
    public IReadOnlyList<string> Unused { get; init; } = [];

    public required LearnedModel Learned { get; init; }

    /// <summary>What counterfactuals may change, and how far; null in files of before there were any.</summary>
    public ActionSpace? Actions { get; init; }

    public byte[] ToBytes() => MlopsJson.WriteBytes(this);

    /// <exception cref="InvalidModelFileException">The bytes are not a model file of this format, or of the one before it.</exception>
    public static ModelFile Parse(ReadOnlySpan<byte> bytes)
    {
        ModelFile file;
        try
        {
            file = MlopsJson.Read<Heading>(bytes).Format == ModelFileV1.OwnFormat
                ? MlopsJson.Read<ModelFileV1>(bytes).Upgrade()
                : MlopsJson.Read<ModelFile>(bytes);
        }
        catch (Exception error) when (error is JsonException or NotSupportedException)
        {
            throw new InvalidModelFileException($"it is not the JSON of a model ({error.Message})", error);
        }

        return Contradiction(file) is { } seen ? throw new InvalidModelFileException(seen) : file;
    }

    private static string? Contradiction(ModelFile file)
    {
        var classes = file.Task switch
        {
            ModelTask.Binary => file.Classes.Count == 2,
            ModelTask.Multiclass => file.Classes.Count >= 2,
            _ => file.Classes.Count == 0,
        };
        var threshold = file.Task == ModelTask.Binary ? file.Threshold is >= 0 and <= 1 : file.Threshold is null;
        return file.Format != CurrentFormat ? $"its format is '{file.Format}', expected '{CurrentFormat}'"
            : !classes ? $"it names {file.Classes.Count} classes for a {file.Task} task"
            : !threshold ? $"its threshold is {file.Threshold} for a {file.Task} task"
            : file.Costs is { } costs && (costs.Count != file.Classes.Count || !costs.All(row => row.Count == costs.Count && row.All(cost => cost >= 0)))
                ? $"its costs are not {file.Classes.Count} by {file.Classes.Count} numbers of 0 or more"
            : file.Conformal is { } conformal && !(conformal is { Coverage: > 0 and < 1, Reach: null or >= 0 })
                ? $"it reaches {conformal.Reach} for a coverage of {conformal.Coverage}"
            : file.Temperature is { } temperature && !(temperature > 0 && file.Task == ModelTask.Multiclass)
                ? FormattableString.Invariant($"its temperature is {temperature} for a {file.Task} task")
            : file.Calibration is not null && file.Task != ModelTask.Binary ? $"it calibrates a {file.Task} task"
            : file.Transform.Contradiction;
    }

    /// <summary>What every format has.</summary>
    private sealed record Heading(string Format);
}
