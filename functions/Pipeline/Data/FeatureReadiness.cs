using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Training;

namespace ServerlessMlops.Pipeline.Data;

/// <summary>What can be said of the chosen features before anything is fitted.</summary>
internal static class FeatureReadiness
{
    /// <summary>Levels from which a category is large enough to say so.</summary>
    private const int ManyCategories = 1_000;

    public static void Check(PipelineSpec spec, Table table, IReadOnlyList<FeatureChoice> choices, ProblemList problems)
    {
        foreach (var name in spec.Features.Monotone.Keys)
        {
            CheckMonotone(name, spec, table, choices, problems);
        }

        var used = choices.Where(choice => choice.Used).ToArray();
        var trained = (int)(table.RowCount * spec.Split.Train);
        if (used.Length > trained && table.RowCount > 0)
        {
            problems.Warn(
                ProblemCodes.MoreFeaturesThanRows,
                $"There are {used.Length} features and about {trained} rows to train on: a model may learn the rows by heart.",
                seen: $"{used.Length} features", expected: "fewer features than training rows");
        }

        foreach (var column in used.Select(choice => table.TryGet(choice.Column, out var found) ? found : null).OfType<CategoryColumn>())
        {
            if (column.Kind == ColumnKind.Category && column.Levels.Length > ManyCategories)
            {
                problems.Warn(
                    ProblemCodes.ManyCategories,
                    $"Column '{column.Name}' has {column.Levels.Length} categories; it is learned from by the target's mean in each.", null,
                    column.Name, $"{column.Levels.Length} categories", $"at most {ManyCategories}, or a column that groups them");
            }
        }
    }

    private static void CheckMonotone(string name, PipelineSpec spec, Table table, IReadOnlyList<FeatureChoice> choices, ProblemList problems)
    {
        var choice = choices.FirstOrDefault(choice => choice.Column == name);
        if (choice is not { Used: true })
        {
            Say(name, choice is null ? "there is no such feature" : $"it is no feature: {choice.Why}", problems);
        }
        else if (table.TryGet(name, out var column)
            ? column is CategoryColumn
            : spec.Features.Derive.Any(derived => derived.Name == name
                && DerivedExpression.Parse(derived.Expression) is ExpressionOutcome.Parsed { Expression.Kind: ColumnKind.Category }))
        {
            Say(name, "it holds categories, which have no order", problems);
        }
    }

    private static void Say(string name, string why, ProblemList problems) => problems.Error(
        ProblemCodes.MonotoneUnusable, $"features.monotone names '{name}': {why}.", null, name, why, "a feature of numbers, booleans or dates");
}
