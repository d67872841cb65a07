using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Training;

namespace ServerlessMlops.Pipeline.Data;

/// <summary>Whether the features of <c>features.derive</c> can be computed from a table.</summary>
internal static class DerivedReadiness
{
    public static void Check(PipelineSpec spec, Table table, ProblemList problems)
    {
        foreach (var derived in spec.Features.Derive)
        {
            if (table.TryGet(derived.Name, out _))
            {
                problems.Error(
                    ProblemCodes.DerivedNameTaken, $"features.derive makes '{derived.Name}', and the table has a column of that name.", null,
                    derived.Name, derived.Expression, "a name that no column has");
            }

            switch (DerivedExpression.Parse(derived.Expression))
            {
                case ExpressionOutcome.Faulty fault:
                    Say(derived, problems, $"{fault.Message} Expected {fault.Expected}.", fault.Seen, fault.Expected);
                    break;
                case ExpressionOutcome.Parsed { Expression: var expression }:
                    foreach (var needed in expression.Columns)
                    {
                        Check(derived, needed, table, problems);
                    }

                    break;
            }
        }
    }

    private static void Check(DerivedFeature derived, ExpressionColumn needed, Table table, ProblemList problems)
    {
        if (!table.TryGet(needed.Name, out var column))
        {
            var nearest = NearestName.Of(needed.Name, table.Columns.Select(one => one.Name)) is { } name ? $" Did you mean '{name}'?" : "";
            problems.Error(
                ProblemCodes.MissingColumn, $"There is no column '{needed.Name}', from which features.derive makes '{derived.Name}'.{nearest}", null,
                needed.Name, derived.Expression, $"a column '{needed.Name}'");
        }
        else if (!DerivedColumns.Fits(needed, column))
        {
            var expected = needed.IsDate ? "dates" : "numbers";
            var seen = TrainingReadiness.Kind(column);
            Say(derived, problems, $"it reads {expected} from '{needed.Name}', which holds {seen}.", seen, expected);
        }
    }

    private static void Say(DerivedFeature derived, ProblemList problems, string why, string seen, string expected) => problems.Error(
        ProblemCodes.DerivedUnusable, $"features.derive cannot make '{derived.Name}': {why}", null, derived.Name, seen, expected);
}
