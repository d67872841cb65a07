using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Data;

namespace ServerlessMlops.Pipeline.Training;

/// <summary>Computes the columns of <c>features.derive</c> from those of a table.</summary>
public static class DerivedColumns
{
    /// <returns>
    /// The derived columns that can be computed, in the specification's order; what stands in the way of the others is said by
    /// <c>TrainingReadiness</c>.
    /// </returns>
    public static IReadOnlyList<Column> Of(PipelineSpec spec, Table table) =>
    [
        .. spec.Features.Derive
            .Where(derived => !table.TryGet(derived.Name, out _))
            .Select(derived => (derived.Name, Outcome: DerivedExpression.Parse(derived.Expression)))
            .Where(derived => derived.Outcome is ExpressionOutcome.Parsed { Expression: var expression } && Fits(expression, table))
            .Select(derived => Compute(derived.Name, ((ExpressionOutcome.Parsed)derived.Outcome).Expression, table)),
    ];

    /// <returns>A column of as many rows as the table.</returns>
    /// <exception cref="ArgumentException">A column does not fit: see <see cref="Fits(ExpressionColumn, Column)"/>.</exception>
    public static Column Compute(string name, DerivedExpression expression, Table table)
    {
        var inputs = expression.Columns.Select(column => Numbers(table[column.Name])).ToArray();
        var cells = new double[inputs.Length];
        var values = new double[table.RowCount];
        for (var row = 0; row < values.Length; row++)
        {
            for (var input = 0; input < inputs.Length; input++)
            {
                cells[input] = inputs[input]?[row] ?? double.NaN;
            }

            values[row] = expression.Evaluate(cells);
        }

        if (expression.Labels is not { } labels)
        {
            return new NumberColumn(name, ColumnKind.Number, values);
        }

        string[] levels = [.. labels.Order(StringComparer.Ordinal)];
        var codes = labels.Select(label => Array.BinarySearch(levels, label, StringComparer.Ordinal)).ToArray();
        int CodeOf(double value) => expression.Bin(value) is >= 0 and var bin ? codes[bin] : -1;
        return new CategoryColumn(name, ColumnKind.Category, Array.ConvertAll(values, CodeOf), levels);
    }

    /// <summary>Whether a column has the kind that an expression needs; one without any value is of every kind.</summary>
    public static bool Fits(ExpressionColumn needed, Column column) =>
        column.MissingCount() == column.RowCount
        || (column is NumberColumn && (column.Kind == ColumnKind.Date) == needed.IsDate);

    private static bool Fits(DerivedExpression expression, Table table) =>
        expression.Columns.All(needed => table.TryGet(needed.Name, out var column) && Fits(needed, column));

    private static double[]? Numbers(Column column) => column switch
    {
        NumberColumn numbers => numbers.Values,
        _ when column.MissingCount() == column.RowCount => null,
        _ => throw new ArgumentException($"Column '{column.Name}' holds {column.Kind}; expected numbers or dates.", nameof(column)),
    };
}
