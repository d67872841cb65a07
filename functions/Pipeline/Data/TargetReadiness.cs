using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Evaluation;
using ServerlessMlops.Pipeline.Training;

namespace ServerlessMlops.Pipeline.Data;

/// <summary>Whether the target column fits the task.</summary>
internal static class TargetReadiness
{
    public static void Check(PipelineSpec spec, Table table, Column target, ProblemList problems)
    {
        CheckPresent(table, target, problems);
        if (target.MissingCount() == target.RowCount)
        {
            return;
        }

        if (spec.Task == ModelTask.Regression)
        {
            CheckValues(target, problems);
        }
        else
        {
            CheckClasses(spec, target, problems);
        }
    }

    /// <summary>Classes that pipeline.yaml names, beside the positive one.</summary>
    private static void CheckWords(PipelineSpec spec, Column target, IReadOnlyList<string> classes, ProblemList problems)
    {
        if (spec.Train.ClassWeights is { } weights && weights.Unknown(target, classes) is { } unknown)
        {
            problems.Error(ProblemCodes.ClassWeightsUnusable, unknown, null, target.Name, expected: "classes of the target");
        }

        if (spec.Decision?.Costs is { } costs && CostMatrix.Unfit(costs, classes, target) is { } unfit)
        {
            problems.Error(ProblemCodes.CostsUnusable, unfit, null, target.Name, expected: "classes of the target, and a cost above 0");
        }
    }

    private static void CheckPresent(Table table, Column target, ProblemList problems)
    {
        for (var row = 0; row < target.RowCount; row++)
        {
            if (target.IsMissing(row) && problems.IsFull(ProblemCodes.TargetMissingInRow, target.Name))
            {
                problems.More(ProblemCodes.TargetMissingInRow, target.Name, 1);
            }
            else if (target.IsMissing(row))
            {
                var place = table.FileRow(row);
                problems.Error(
                    ProblemCodes.TargetMissingInRow, $"Row {place} has no value in the target '{target.Name}'.", place, target.Name, "",
                    "a value in every row");
            }
        }
    }

    private static void CheckValues(Column target, ProblemList problems)
    {
        if (target is not NumberColumn { Kind: ColumnKind.Number })
        {
            problems.Error(
                ProblemCodes.TargetNotNumeric,
                $"The target '{target.Name}' holds {TrainingReadiness.Kind(target)}; a regression predicts numbers.", null, target.Name,
                TrainingReadiness.Kind(target), "numbers");
        }
        else if (ColumnFacts.Distinct(target) < 2)
        {
            problems.Error(
                ProblemCodes.OneClass, $"The target '{target.Name}' has the same value in every row: there is nothing to predict.", null,
                target.Name, expected: "values that differ");
        }
    }

    private static void CheckClasses(PipelineSpec spec, Column target, ProblemList problems)
    {
        var classes = ColumnFacts.Distinct(target) <= DataLimits.Classes * 10 ? Labels.Count(target) : [];
        var names = string.Join(", ", classes.Take(5).Select(entry => $"'{ProblemList.Cut(entry.Label)}'"));
        var seen = classes.Count == 0 ? "more than 1,000 values" : $"{classes.Count} classes ({names}{(classes.Count > 5 ? ", …" : "")})";
        if (classes.Count == 1)
        {
            problems.Error(
                ProblemCodes.OneClass, $"The target '{target.Name}' has one class only, {names}: there is nothing to tell apart.", null,
                target.Name, names, "two classes or more");
        }
        else if (spec.Task == ModelTask.Binary ? classes.Count != 2 : classes.Count is < 3 or > DataLimits.Classes)
        {
            var expected = spec.Task == ModelTask.Binary ? "2 classes" : $"3 to {DataLimits.Classes} classes";
            problems.Error(
                ProblemCodes.TaskMismatch,
                $"The target '{target.Name}' has {seen}; a {spec.Task.ToString().ToLowerInvariant()} task needs {expected}.", null,
                target.Name, seen, expected);
            return;
        }

        if (spec is { Task: ModelTask.Binary, Positive: { } positive }
            && !classes.Any(entry => entry.Label == Labels.Canonical(target, positive)))
        {
            problems.Error(
                ProblemCodes.PositiveNotFound, $"No row of the target '{target.Name}' has the positive class '{positive}'.", null,
                target.Name, names, $"'{positive}'");
        }

        CheckWords(spec, target, [.. classes.Select(entry => entry.Label)], problems);
        foreach (var (label, rows) in classes.Where(entry => entry.Rows < DataLimits.MinimumRowsPerClass))
        {
            problems.Error(
                ProblemCodes.TooFewPerClass,
                $"Class '{ProblemList.Cut(label)}' of '{target.Name}' has {rows} rows; each needs {DataLimits.MinimumRowsPerClass}.", null,
                target.Name, $"{rows} rows of '{ProblemList.Cut(label)}'", $"at least {DataLimits.MinimumRowsPerClass}");
        }
    }
}
