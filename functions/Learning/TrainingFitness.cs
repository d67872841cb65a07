using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Data;
using ServerlessMlops.Pipeline.Training;

namespace ServerlessMlops.Learning;

/// <summary>Why nothing can be trained on the training rows, by name, before any learner is asked.</summary>
internal static class TrainingFitness
{
    /// <param name="rows">The training rows.</param>
    /// <returns>The first reason; null where there is none.</returns>
    public static Problem? Check(TrainingInput input, int[] rows)
    {
        if (rows.Length == 0)
        {
            return new Problem(ModelProblemCodes.NoTrainingRows, "The split leaves no row to train on.");
        }

        var computed = DerivedColumns.Of(input.Spec, input.Table).Select(column => column.Name).ToHashSet(StringComparer.Ordinal);
        return input.Features.Count == 0
            ? new Problem(ProblemCodes.NoFeatures, "No column is left to learn from.")
            : input.Features.FirstOrDefault(name => !input.Table.TryGet(name, out _) && !computed.Contains(name)) is { } lacking
                ? new Problem(
                    ProblemCodes.MissingColumn, $"The feature '{lacking}' is no column of the table, and cannot be derived from it.", Column: lacking)
                : CheckTarget(input, rows);
    }

    private static Problem? CheckTarget(TrainingInput input, int[] rows)
    {
        var (target, name) = (input.Target, input.Spec.Target);
        if (target.Task == ModelTask.Regression)
        {
            // The library takes labels in single precision; beyond its range they are infinite there.
            var wrong = rows.Where(row => !float.IsFinite((float)target.Value[row])).Select(row => (int?)row).FirstOrDefault();
            return wrong is { } row
                ? new Problem(
                    ModelProblemCodes.TargetNotFinite, $"The target '{name}' has no finite value of ordinary size in row {input.Table.FileRow(row)}.",
                    Row: input.Table.FileRow(row), Column: name, Expected: "a number within ±3.4e38 in every row")
                : rows.All(one => target.Value[one] == target.Value[rows[0]])
                    ? new Problem(ProblemCodes.OneClass, $"The target '{name}' has the same value in every training row.", Column: name)
                    : null;
        }

        var seen = new bool[target.Classes.Count];
        foreach (var row in rows)
        {
            if (target.Class[row] < 0 || target.Class[row] >= seen.Length)
            {
                return new Problem(
                    ModelProblemCodes.TargetNotFinite, $"The target '{name}' has no class in row {input.Table.FileRow(row)}.",
                    Row: input.Table.FileRow(row), Column: name, Expected: "a class in every row");
            }

            seen[target.Class[row]] = true;
        }

        return seen.Count(one => one) < 2
            ? new Problem(ProblemCodes.OneClass, $"The target '{name}' has one class only in the training rows.", Column: name)
            : null;
    }
}
