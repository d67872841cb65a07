using ServerlessMlops.Pipeline.Contracts;

namespace ServerlessMlops.Pipeline.Training;

/// <summary>The target column in the form that trainers and measures take, one entry a row of the table.</summary>
public sealed record TargetVector
{
    public required ModelTask Task { get; init; }

    /// <summary>Binary: [negative, positive]. Multiclass: in ordinal order. Regression: empty.</summary>
    public IReadOnlyList<string> Classes { get; init; } = [];

    /// <summary>Index into <see cref="Classes"/>; empty for regression.</summary>
    public int[] Class { get; init; } = [];

    /// <summary>The value to predict; empty for classification.</summary>
    public double[] Value { get; init; } = [];
}
