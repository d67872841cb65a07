using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Evaluation;
using ServerlessMlops.Pipeline.Training;

namespace ServerlessMlops.Learning;

/// <summary>Scores of many rows; one of the three arrays is filled, by task.</summary>
public sealed record Scores
{
    public required ModelTask Task { get; init; }

    /// <summary>Of the positive class, in [0, 1], one a row; binary only.</summary>
    public double[] Probability { get; init; } = [];

    /// <summary>Row by row, one in [0, 1] a class, summing to 1; multiclass only.</summary>
    public double[][] Probabilities { get; init; } = [];

    /// <summary>One a row, in the target's unit; regression only.</summary>
    public double[] Predicted { get; init; } = [];

    /// <summary>Of mistakes, by actual, then predicted class, where the model decides by them; else null.</summary>
    public IReadOnlyList<IReadOnlyList<double>>? Costs { get; init; }

    /// <summary>How far predictions reach; null where the model does not say.</summary>
    public ConformalReach? Conformal { get; init; }

    /// <summary>Puts the scores beside what was observed, for measuring.</summary>
    /// <param name="rows">The rows that were scored, in their order.</param>
    public TestSet Against(TargetVector target, int[] rows) => new()
    {
        Task = Task,
        Classes = target.Classes,
        Actual = target.Task == ModelTask.Regression ? [] : Array.ConvertAll(rows, row => target.Class[row]),
        ActualValue = target.Task == ModelTask.Regression ? Array.ConvertAll(rows, row => target.Value[row]) : [],
        Probability = Probability,
        Probabilities = Probabilities,
        Predicted = Predicted,
        Costs = Costs,
        Conformal = Conformal,
    };
}
