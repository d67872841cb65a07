using ServerlessMlops.Pipeline.Contracts;

namespace ServerlessMlops.Pipeline.Training.CrossValidation;

/// <summary>Whether candidates are compared over folds, and over how many.</summary>
/// <remarks>
/// With few rows one validation part ranks candidates by luck. By default five folds are held out in turn, three times over below 500 rows, twice below
/// 1,000, once below 2,000; the test part is in none of them. A split by time has no folds: what comes later must not teach what came before.
/// </remarks>
public static class FoldPlan
{
    /// <summary>Each fold, and the part that its model is stopped and chosen on, has to see each class.</summary>
    private const int LeastOfAClassPerFold = 3;

    private const int DefaultFolds = 5;

    /// <param name="split">Of the run.</param>
    /// <returns>Null: the validation part alone scores.</returns>
    public static CrossValidationSpec? Of(PipelineSpec spec, TargetVector target, SplitAssignment split)
    {
        if (spec.Split.Method == SplitMethod.Time || spec.Train.CrossValidation is { Folds: 0 })
        {
            return null;
        }

        int[] rows = [.. Enumerable.Range(0, split.Parts.Length).Where(row => split.Parts[row] != (byte)SplitPart.Test)];
        var asked = spec.Train.CrossValidation ?? rows.Length switch
        {
            < 500 => new(DefaultFolds, 3),
            < 1_000 => new(DefaultFolds, 2),
            < 2_000 => new(DefaultFolds, 1),
            _ => null,
        };
        return asked is null || Rarest(target, rows) < asked.Folds * LeastOfAClassPerFold ? null : asked;
    }

    private static int Rarest(TargetVector target, int[] rows) => target.Task == ModelTask.Regression
        ? rows.Length
        : Enumerable.Range(0, target.Classes.Count).Min(label => rows.Count(row => target.Class[row] == label));
}
