using ServerlessMlops.Learning.Features;
using ServerlessMlops.Pipeline.Contracts;

namespace ServerlessMlops.Learning.Learners;

/// <summary>Encoded rows with their targets.</summary>
/// <param name="Values">Row by row, one number an encoded column; NaN is missing.</param>
/// <param name="Targets">One a row: a class index, or the value to predict.</param>
/// <param name="Weights">One a row, positive: how much its loss counts; null: each counts 1.</param>
internal sealed record EncodedRows(double[] Values, double[] Targets, double[]? Weights = null)
{
    public int Count => Targets.Length;

    public double Weight(int row) => Weights is null ? 1 : Weights[row];
}

/// <summary>What a learner is given: it never sees the test part.</summary>
internal sealed record LearnerInput
{
    public required ModelTask Task { get; init; }

    /// <summary>0 for regression.</summary>
    public required int Classes { get; init; }

    public required IReadOnlyList<EncodedColumn> Columns { get; init; }

    /// <summary>
    /// One an encoded column: 1 where the margin must not fall as the number grows, −1 where it must not rise, 0 where it is free; empty where
    /// all are. Never other than 0 for a category, and empty for many classes.
    /// </summary>
    public IReadOnlyList<int> Monotone { get; init; } = [];

    public required EncodedRows Train { get; init; }

    /// <summary>For early stopping and for choosing the penalty; may be empty.</summary>
    public required EncodedRows Validation { get; init; }

    public required int Seed { get; init; }

    /// <summary>In place of the learner's own settings, by its own names.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>();

    /// <summary>Threads to use; the model does not depend on it.</summary>
    public required int Threads { get; init; }

    /// <summary>Margins a row.</summary>
    public int Outputs => Task == ModelTask.Multiclass ? Classes : 1;
}
