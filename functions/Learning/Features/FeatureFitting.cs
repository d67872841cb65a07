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
        var expressions = input.Spec.Features.Derive
            .Where(derived => input.Features.Contains(derived.Name) && !input.Table.TryGet(derived.Name, out _))
            .ToDictionary(derived => derived.Name, Parse, StringComparer.Ordinal);
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
            ? expression.Columns.Select(column => InputOf(column, input.Table))
            : [new InputColumn(name, input.Table[name].Kind)]);
        var transform = new FeatureTransform(FeatureTransform.CurrentVersion, [.. inputs.DistinctBy(one => one.Name)], [.. features]);
        var encoder = new FeatureEncoder(transform);
        return new FittedTransform(encoder, Training(encoder, columns, targets, input));
    }

    private static FeatureEncoding Encoding(Column column, FittingInput input, double[][] targets, int grams) => column switch
    {
        NumberColumn { Kind: ColumnKind.Date } dates => DateFitting.Fit(dates, input.Rows, input.Spec.Features.Monotone.ContainsKey(column.Name)),
        NumberColumn => new NumberEncoding(),
        CategoryColumn { Kind: ColumnKind.Text } text when UnitOf(text, input) is { } unit => TextFitting.Fit(text, input.Rows, targets, unit, grams),
        CategoryColumn category => CategoryFitting.Fit(category, input.Rows, targets),
        _ => throw new ArgumentException($"Column '{column.Name}' is a {column.GetType().Name}.", nameof(column)),
    };

    /// <summary>The training rows as every other row, but for target encodings, which would tell each row its own target.</summary>
    private static double[] Training(FeatureEncoder encoder, Column[] columns, double[][] targets, FittingInput input)
    {
        var matrix = encoder.Encode(input.Table, input.Rows);
        if (!encoder.Features.Any(feature => feature.Encoding is TargetEncoding))
        {
            return matrix;
        }

        var folds = OutOfFold.FoldsOf(input.Rows, SplitGroups.FirstOf(input.Table, input.Spec.Split), input.Seed);
        foreach (var (source, feature) in encoder.Features.Index())
        {
            if (feature.Encoding is TargetEncoding encoding)
            {
                var column = (CategoryColumn)columns[source];
                OutOfFold.Write(encoding, column, input.Rows, targets, folds, matrix, encoder.Start(source), encoder.Columns.Count);
            }
        }

        return matrix;
    }

    private static TextUnit? UnitOf(CategoryColumn text, FittingInput input) =>
        TextFitting.UnitOf(text, input.Rows, FeatureSelection.IsWanted(input.Spec, text.Name));

    private static DerivedExpression Parse(DerivedFeature derived) =>
        DerivedExpression.Parse(derived.Expression) is ExpressionOutcome.Parsed { Expression: var expression }
            ? expression
            : throw new ArgumentException($"'{derived.Name}' is derived by '{derived.Expression}'; expected an expression.", nameof(derived));

    private static InputColumn InputOf(ExpressionColumn column, Table table) => new(
        column.Name,
        column.IsDate ? ColumnKind.Date : table[column.Name].Kind == ColumnKind.Boolean ? ColumnKind.Boolean : ColumnKind.Number);
}
