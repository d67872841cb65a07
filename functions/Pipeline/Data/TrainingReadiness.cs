using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Training;

namespace ServerlessMlops.Pipeline.Data;

/// <summary>Whether a table can be trained on as a specification asks: every reason why not, at once.</summary>
public static class TrainingReadiness
{
    /// <summary>Values that each part of a split by time or group needs one of, and some to spare.</summary>
    private const int LeastSplitValues = 10;

    /// <returns>Errors and warnings; without an error the table can be trained on.</returns>
    public static IReadOnlyList<Problem> Check(PipelineSpec spec, Table table, string file)
    {
        var problems = new ProblemList(file);
        CheckNames(spec, table, problems);
        if (table.TryGet(spec.Target, out var target))
        {
            TargetReadiness.Check(spec, table, target, problems);
        }

        foreach (var attribute in spec.Protected)
        {
            if (table.TryGet(attribute.Column, out var column))
            {
                CheckProtected(attribute, column, problems);
            }
        }

        if (table.RowCount < DataLimits.MinimumRows)
        {
            problems.Error(
                ProblemCodes.TooFewRows, $"The table has {table.RowCount} rows; a model needs {DataLimits.MinimumRows}.",
                seen: $"{table.RowCount} rows", expected: $"at least {DataLimits.MinimumRows}");
        }

        CheckFeatures(spec, table, problems);
        SliceReadiness.Check(spec, table, problems);
        return problems.ToList();
    }

    private static void CheckNames(PipelineSpec spec, Table table, ProblemList problems)
    {
        if (!table.TryGet(spec.Target, out _))
        {
            problems.Error(
                ProblemCodes.MissingTarget, $"There is no column '{spec.Target}', which is to be predicted.{Nearest(spec.Target, table)}",
                null, spec.Target, expected: "the target column");
        }

        void Require(string column, string role)
        {
            if (!table.TryGet(column, out _))
            {
                problems.Error(
                    ProblemCodes.MissingColumn, $"There is no column '{column}', which pipeline.yaml names {role}.{Nearest(column, table)}",
                    null, column, expected: $"a column '{column}'");
            }
        }

        foreach (var attribute in spec.Protected)
        {
            Require(attribute.Column, "as protected");
        }

        if (spec.Split.Column is { } by)
        {
            Require(by, "in split.column");
            CheckSplit(spec.Split, table, problems);
        }

        foreach (var column in spec.Features.Include)
        {
            Require(column, "in features.include");
        }

        foreach (var column in spec.Features.Actionable?.Keys ?? [])
        {
            Require(column, "in features.actionable");
        }

        foreach (var column in spec.Features.Types.Keys)
        {
            Require(column, "in features.types");
        }

        foreach (var column in (spec.Evaluation?.Slices ?? []).SelectMany(slice => slice.Where.Keys).Distinct())
        {
            Require(column, "in evaluation.slices");
        }

        foreach (var column in spec.Features.Exclude.Where(column => !table.TryGet(column, out _)))
        {
            problems.Warn(ProblemCodes.MissingColumn, $"There is no column '{column}', which features.exclude names.", null, column);
        }
    }

    private static void CheckSplit(SplitSpec split, Table table, ProblemList problems)
    {
        if (!table.TryGet(split.Column!, out var column))
        {
            return;
        }

        var values = ColumnFacts.Distinct(column);
        if (split.Method == SplitMethod.Time && column is not NumberColumn { Kind: ColumnKind.Date or ColumnKind.Number })
        {
            problems.Error(
                ProblemCodes.SplitColumn, $"split.column '{column.Name}' holds {Kind(column)}: rows cannot be put in order by it.", null, column.Name,
                Kind(column), "dates or numbers");
        }
        else if (values < LeastSplitValues)
        {
            problems.Error(
                ProblemCodes.SplitColumn,
                $"split.column '{column.Name}' has {values} different values; train, validation and test need {LeastSplitValues}.", null, column.Name,
                $"{values} values", $"at least {LeastSplitValues}");
        }
    }

    private static string Nearest(string name, Table table) =>
        NearestName.Of(name, table.Columns.Select(column => column.Name)) is { } nearest ? $" Did you mean '{nearest}'?" : "";

    private static void CheckProtected(ProtectedAttribute attribute, Column column, ProblemList problems)
    {
        var distinct = ColumnFacts.Distinct(column);
        if (column.MissingCount() == column.RowCount)
        {
            problems.Error(
                ProblemCodes.ProtectedNotComparable, $"The protected column '{column.Name}' has no value in any row.", null, column.Name,
                "", "values to group by");
        }
        else if (attribute.Bins.Count > 0 && column is not NumberColumn { Kind: ColumnKind.Number })
        {
            problems.Error(
                ProblemCodes.ProtectedNotComparable, $"The protected column '{column.Name}' has bins, and holds {Kind(column)}.", null,
                column.Name, Kind(column), "numbers, or no bins");
        }
        else if (attribute.Bins.Count == 0 && distinct > DataLimits.Groups)
        {
            problems.Error(
                ProblemCodes.ProtectedNotComparable,
                $"The protected column '{column.Name}' has {distinct} values; more than {DataLimits.Groups} groups cannot be compared.",
                null, column.Name, $"{distinct} values", "bins, or fewer values");
        }
    }

    private static void CheckFeatures(PipelineSpec spec, Table table, ProblemList problems)
    {
        DerivedReadiness.Check(spec, table, problems);
        var choices = FeatureSelection.Choose(spec, table);
        FeatureReadiness.Check(spec, table, choices, problems);
        foreach (var choice in choices.Where(choice => !choice.Used && spec.Features.Include.Contains(choice.Column)))
        {
            problems.Error(
                ProblemCodes.FeatureUnusable, $"features.include names '{choice.Column}', which cannot be a feature: {choice.Why}.", null,
                choice.Column, choice.Why, "a column to learn from");
        }

        if (!choices.Any(choice => choice.Used))
        {
            var reasons = string.Join("; ", choices.Take(10).Select(choice => $"{choice.Column}: {choice.Why}"));
            problems.Error(ProblemCodes.NoFeatures, $"No column is left to learn from ({reasons}).", expected: "at least one feature");
        }
    }

    internal static string Kind(Column column) => column.Kind switch
    {
        ColumnKind.Number => "numbers",
        ColumnKind.Boolean => "true and false",
        ColumnKind.Date => "dates",
        ColumnKind.Category => "categories",
        _ => "free text",
    };
}
