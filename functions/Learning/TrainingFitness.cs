using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Data;
using ServerlessMlops.Pipeline.Training;

namespace ServerlessMlops.Learning;

/// <summary>Why nothing can be trained on the training rows, by name, before any learner is asked.</summary>
internal static class TrainingFitness
{
    private const double LargestTarget = 1e30;

    /// <param name="rows">The training rows.</param>
    /// <param name="validation">The validation rows.</param>
    /// <returns>The first reason; null where there is none.</returns>
    public static Problem? Check(TrainingInput input, int[] rows, int[] validation)
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
                : CheckFinite(input) ?? CheckTarget(input, rows, [.. rows, .. validation]);
    }

    private static Problem? CheckFinite(TrainingInput input)
    {
        foreach (var column in input.Features.Select(name => input.Table.TryGet(name, out var one) ? one : null).OfType<NumberColumn>())
        {
            var row = Array.FindIndex(column.Values, double.IsInfinity);
            if (row >= 0)
            {
                return new Problem(
                    ProblemCodes.NotFinite, $"Row {input.Table.FileRow(row)} of '{column.Name}' is infinite; expected a finite number, or none.",
                    Row: input.Table.FileRow(row), Column: column.Name, Seen: NumberColumn.Format(column.Kind, column.Values[row]),
                    Expected: "a finite number, or none");
            }
        }

        return null;
    }

    /// <param name="read">All rows whose target is read.</param>
    private static Problem? CheckTarget(TrainingInput input, int[] rows, int[] read)
    {
        var (target, name) = (input.Target, input.Spec.Target);
        if (target.Task == ModelTask.Regression)
        {
            // The library takes labels in single precision, and adds them up: far from its range, 3.4e38, nothing becomes infinite.
            var wrong = read.Where(row => !(Math.Abs(target.Value[row]) <= LargestTarget)).Select(row => (int?)row).FirstOrDefault();
            return wrong is { } row
                ? new Problem(
                    ModelProblemCodes.TargetNotFinite, $"The target '{name}' has no finite value of ordinary size in row {input.Table.FileRow(row)}.",
                    Row: input.Table.FileRow(row), Column: name, Expected: "a number within ±1e30 in every row")
                : rows.All(one => target.Value[one] == target.Value[rows[0]])
                    ? new Problem(ProblemCodes.OneClass, $"The target '{name}' has the same value in every training row.", Column: name)
                    : null;
        }

        var seen = new bool[target.Classes.Count];
        foreach (var (place, row) in read.Index())
        {
            if (target.Class[row] < 0 || target.Class[row] >= seen.Length)
            {
                return new Problem(
                    ModelProblemCodes.TargetNotFinite, $"The target '{name}' has no class in row {input.Table.FileRow(row)}.",
                    Row: input.Table.FileRow(row), Column: name, Expected: "a class in every row");
            }

            seen[target.Class[row]] |= place < rows.Length;
        }

        return seen.Count(one => one) < 2
            ? new Problem(ProblemCodes.OneClass, $"The target '{name}' has one class only in the training rows.", Column: name)
            : null;
    }
}
