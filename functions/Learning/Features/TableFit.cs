using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Data;

namespace ServerlessMlops.Learning.Features;

/// <summary>Whether a table has the columns that a model needs; columns are matched by name, in any order, and others are ignored.</summary>
public static class TableFit
{
    /// <returns>Every lack; empty where the table can be scored.</returns>
    public static IReadOnlyList<Problem> Check(IReadOnlyList<FeatureColumn> features, Table table) =>
        [.. features.Select(feature => Check(feature, table)).OfType<Problem>()];

    private static Problem? Check(FeatureColumn feature, Table table)
    {
        var kind = feature.Kind.ToString().ToLowerInvariant();
        if (!table.TryGet(feature.Name, out var column))
        {
            return new Problem(
                ModelProblemCodes.MissingFeature,
                $"There is no column '{feature.Name}', which the model needs.",
                Column: feature.Name,
                Expected: $"a {kind} column");
        }

        // A column without any value is inferred as some kind or other; every cell of it is missing, whatever it is called.
        return feature.IsCategory || column is NumberColumn || column.MissingCount() == column.RowCount
            ? null
            : new Problem(
                ModelProblemCodes.WrongKind,
                $"Column '{feature.Name}' holds text; the model learned it as {kind}.",
                Column: feature.Name,
                Seen: column.Kind.ToString().ToLowerInvariant(),
                Expected: kind);
    }
}
