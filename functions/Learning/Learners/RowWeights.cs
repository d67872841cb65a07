using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Data;
using ServerlessMlops.Pipeline.Evaluation;
using ServerlessMlops.Pipeline.Training;
using ServerlessMlops.Pipeline.Training.Mitigating;

namespace ServerlessMlops.Learning.Learners;

/// <summary>How much the loss of rows counts, by their class, and by their group where a disparity is to be mitigated.</summary>
internal static class RowWeights
{
    /// <summary>Both weights multiplied.</summary>
    /// <param name="train">Rows of the training part: the weights are made of its counts alone.</param>
    /// <param name="validation">Weighed alike, since it stops the learner.</param>
    /// <returns>One a row of the table, 1 for rows of neither part; null where each row counts 1.</returns>
    public static double[]? ByRow(TrainingInput input, int[] train, int[] validation)
    {
        var byClass = ByClass(input.Spec.Train.ClassWeights, input.Target, input.Table[input.Spec.Target], train);
        if (byClass is null && input.Mitigation is null)
        {
            return null;
        }

        var weights = new double[input.Table.RowCount];
        Array.Fill(weights, 1);
        int[] rows = [.. train, .. validation];
        var byGroup = input.Mitigation is { } how ? ByGroup(how, input, train, rows) : null;
        foreach (var (place, row) in rows.Index())
        {
            weights[row] = (byClass?[input.Target.Class[row]] ?? 1) * (byGroup?[place] ?? 1);
        }

        return weights;
    }

    /// <param name="rows">The training rows first.</param>
    /// <returns>One a row of <paramref name="rows"/>.</returns>
    private static double[] ByGroup(Mitigated how, TrainingInput input, int[] train, int[] rows)
    {
        var attribute = input.Spec.Protected.Single(attribute => attribute.Column == how.Attribute);
        var (group, names) = ProtectedGroups.Of(attribute, input.Table[how.Attribute], rows);
        var counts = new (long Negatives, long Positives)[names.Length];
        for (var place = 0; place < train.Length; place++)
        {
            ref var cell = ref counts[group[place]];
            cell = input.Target.Class[rows[place]] == 1 ? (cell.Negatives, cell.Positives + 1) : (cell.Negatives + 1, cell.Positives);
        }

        var weights = MitigationWeights.Of(how, counts);
        return
        [
            .. rows.Zip(group, (row, member) => input.Target.Class[row] == 1 ? weights[member].Positive : weights[member].Negative),
        ];
    }

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
