using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Data;

namespace ServerlessMlops.Learning.Features;

/// <summary>Whether a table has the columns that a model needs; columns are matched by name, in any order, and others are ignored.</summary>
public static class TableFit
{
    /// <returns>Every lack; empty where the table can be scored.</returns>
    public static IReadOnlyList<Problem> Check(IReadOnlyList<InputColumn> inputs, Table table) =>
        [.. inputs.Select(input => Check(input, table)).OfType<Problem>()];

    private static Problem? Check(InputColumn input, Table table)
    {
        var kind = input.Kind.ToString().ToLowerInvariant();
        if (!table.TryGet(input.Name, out var column))
        {
            return new Problem(
                ModelProblemCodes.MissingFeature,
                $"There is no column '{input.Name}', which the model needs.",
                Column: input.Name,
                Expected: $"a {kind} column");
        }

        // A column without any value is inferred as some kind or other; every cell of it is missing, whatever it is called.
        var fits = input.IsText
            || column.MissingCount() == column.RowCount
            || (column is NumberColumn && (column.Kind == ColumnKind.Date) == (input.Kind == ColumnKind.Date));
        return fits ? null : new Problem(
            ModelProblemCodes.WrongKind,
            $"Column '{input.Name}' holds {column.Kind.ToString().ToLowerInvariant()}; the model learned it as {kind}.",
            Column: input.Name,
            Seen: column.Kind.ToString().ToLowerInvariant(),
            Expected: kind);
    }
}
