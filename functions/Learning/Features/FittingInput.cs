using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Data;
using ServerlessMlops.Pipeline.Training;

namespace ServerlessMlops.Learning.Features;

/// <summary>What a transform is fitted from. Of the table and the target only <see cref="Rows"/> are read.</summary>
public sealed record FittingInput
{
    public required Table Table { get; init; }

    /// <summary>The training rows.</summary>
    public required int[] Rows { get; init; }

    public required TargetVector Target { get; init; }

    /// <summary>Names of columns, and of derived features.</summary>
    public required IReadOnlyList<string> Features { get; init; }

    /// <summary>Derivations, declared kinds and monotone constraints.</summary>
    public required PipelineSpec Spec { get; init; }

    /// <summary>Of the folds that training rows are target-encoded by.</summary>
    public required int Seed { get; init; }
}

/// <summary>A fitted transform with the training rows it encodes out of fold.</summary>
/// <param name="Training">Row by row, in the order of the rows it was fitted on.</param>
public sealed record FittedTransform(FeatureEncoder Encoder, double[] Training);
