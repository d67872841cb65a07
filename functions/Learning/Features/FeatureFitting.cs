using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Data;
using ServerlessMlops.Pipeline.Training;

namespace ServerlessMlops.Learning.Features;

/// <summary>Fits a <see cref="FeatureTransform"/> on the training rows, and on no other: docs/features.md says what becomes what.</summary>
public static class FeatureFitting
{
    /// <summary>Columns of n-grams in one model, over all of its texts.</summary>
    private const int MaximumGrams = 512;

    /// <exception cref="ArgumentException">A feature is neither a column nor one that can be derived: see <c>TrainingReadiness</c>.</exception>
    public static FittedTransform Fit(FittingInput input)
    {
        var derived = input.Spec.Features.Derive.ToDictionary(feature => feature.Name, feature => feature.Expression, StringComparer.Ordinal);
        var expressions = input.Features
            .Where(name => !input.Table.TryGet(name, out _) && derived.ContainsKey(name))
            .ToDictionary(name => name, name => Parse(name, derived[name]), StringComparer.Ordinal);
        Column[] columns =
        [
            .. input.Features.Select(name => expressions.TryGetValue(name, out var expression)
                ? DerivedColumns.Compute(name, expression, input.Table)
                : input.Table[name]),
        ];
        var targets = TargetColumns.Of(input.Target, input.Rows);
        var grams = MaximumGrams / Math.Max(1, columns.Count(column => column.Kind == ColumnKind.Text));
        var features = columns.Select(column => new FeatureColumn(
            column.Name,
            column.Kind,
            Encoding(column, input, targets, grams),
            expressions.TryGetValue(column.Name, out var expression) ? expression.Text : null,
            input.Spec.Features.Monotone.TryGetValue(column.Name, out var direction) ? direction : null));
        var inputs = input.Features.SelectMany(name => expressions.TryGetValue(name, out var expression)
            ? expression.Columns.Select(column => new InputColumn(column.Name, column.IsDate ? ColumnKind.Date : NumberKind(input.Table[column.Name])))
            : [new InputColumn(name, input.Table[name].Kind)]);
        var encoder = new FeatureEncoder(new FeatureTransform(FeatureTransform.CurrentVersion, [.. inputs.DistinctBy(one => one.Name)], [.. features]));
        return new FittedTransform(encoder, Training(encoder, columns, targets, input));
    }

    private static FeatureEncoding Encoding(Column column, FittingInput input, double[][] targets, int grams) => column switch
    {
        NumberColumn { Kind: ColumnKind.Date } dates => DateFitting.Fit(dates, input.Rows, input.Spec.Features.Monotone.ContainsKey(column.Name)),
        NumberColumn => new NumberEncoding(),
        CategoryColumn { Kind: ColumnKind.Text } text when TextFitting.UnitOf(text, input.Rows, FeatureSelection.IsWanted(input.Spec, text.Name)) is { } unit =>
            TextFitting.Fit(text, input.Rows, targets, unit, grams),
        CategoryColumn category => CategoryFitting.Fit(category, input.Rows, targets),
        _ => throw new ArgumentException($"Column '{column.Name}' is a {column.GetType().Name}.", nameof(column)),
    };

    /// <summary>The training rows as every other row, but for target encodings, which would tell each row its own target.</summary>
    private static double[] Training(FeatureEncoder encoder, Column[] columns, double[][] targets, FittingInput input)
    {
        var matrix = encoder.Encode(input.Table, input.Rows);
        foreach (var (source, feature) in encoder.Features.Index())
        {
            if (feature.Encoding is TargetEncoding encoding)
            {
                OutOfFold.Write(encoding, (CategoryColumn)columns[source], input.Rows, targets, input.Seed, matrix, encoder.Start(source), encoder.Columns.Count);
            }
        }

        return matrix;
    }

    private static DerivedExpression Parse(string name, string text) => DerivedExpression.Parse(text) is ExpressionOutcome.Parsed { Expression: var expression }
        ? expression
        : throw new ArgumentException($"Feature '{name}' is derived by '{text}'; expected an expression that can be read.", nameof(text));

    private static ColumnKind NumberKind(Column column) => column.Kind == ColumnKind.Boolean ? ColumnKind.Boolean : ColumnKind.Number;
}
