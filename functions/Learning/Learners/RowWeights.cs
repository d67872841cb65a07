using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Data;
using ServerlessMlops.Pipeline.Training;

namespace ServerlessMlops.Learning.Learners;

/// <summary>How much the loss of rows counts, by their class.</summary>
internal static class RowWeights
{
    /// <param name="column">The target, as the weights' classes are spelt.</param>
    /// <param name="train">Rows of the training part: "balanced" is balanced there.</param>
    /// <returns>One a class; null where each row counts 1.</returns>
    public static double[]? ByClass(ClassWeights? weights, TargetVector target, Column column, int[] train)
    {
        if (weights is null || target.Task == ModelTask.Regression)
        {
            return null;
        }

        if (weights.Balanced)
        {
            var rows = new int[target.Classes.Count];
            foreach (var row in train)
            {
                rows[target.Class[row]]++;
            }

            return Array.ConvertAll(rows, count => count == 0 ? 1 : train.Length / ((double)rows.Length * count));
        }

        return
        [
            .. target.Classes.Select(label => weights.ByClass
                .Where(pair => Labels.Canonical(column, pair.Key) == label).Select(pair => pair.Value).FirstOrDefault(1)),
        ];
    }

    /// <summary>Why the weights cannot be used; null where they can.</summary>
    public static NotFitted? Unfit(ClassWeights? weights, TargetVector target, Column column)
    {
        if (weights is null)
        {
            return null;
        }

        if (target.Task == ModelTask.Regression)
        {
            return new NotFitted(ModelProblemCodes.ClassWeightsUnusable, "A regression has no classes that train.classWeights could weigh.");
        }

        return weights.Unknown(column, target.Classes) is { } unknown ? new NotFitted(ModelProblemCodes.ClassWeightsUnusable, unknown) : null;
    }
}
