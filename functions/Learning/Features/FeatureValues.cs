using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Training;

namespace ServerlessMlops.Learning.Features;

/// <summary>The value of one feature from the values of its inputs.</summary>
internal sealed class FeatureValues
{
    private readonly int[] _inputs;
    private readonly DerivedExpression? _expression;

    private FeatureValues(int[] inputs, DerivedExpression? expression) => (_inputs, _expression) = (inputs, expression);

    /// <param name="inputs">Names, in their order.</param>
    public static FeatureValues Of(FeatureColumn feature, IReadOnlyList<InputColumn> inputs)
    {
        var index = inputs.Index().ToDictionary(pair => pair.Item.Name, pair => pair.Index, StringComparer.Ordinal);
        var expression = Bind(feature, [.. index.Keys]);
        return expression is null
            ? new FeatureValues([index[feature.Name]], null)
            : new FeatureValues([.. expression.Columns.Select(column => index[column.Name])], expression);
    }

    /// <returns>The feature's expression; null where it has none, or one that does not fit it or the inputs.</returns>
    public static DerivedExpression? Bind(FeatureColumn feature, HashSet<string> inputs) =>
        feature.Expression is { } text
        && DerivedExpression.Parse(text) is ExpressionOutcome.Parsed { Expression: var expression }
        && expression.Kind == feature.Kind
        && expression.Columns.All(column => inputs.Contains(column.Name))
            ? expression
            : null;

    /// <param name="read">The value of an input, by its index.</param>
    public FeatureValue Of(Func<int, FeatureValue> read)
    {
        if (_expression is null)
        {
            return read(_inputs[0]);
        }

        Span<double> cells = stackalloc double[_inputs.Length];
        for (var cell = 0; cell < cells.Length; cell++)
        {
            cells[cell] = read(_inputs[cell]).Number;
        }

        var number = _expression.Evaluate(cells);
        return _expression.Kind == ColumnKind.Number ? new FeatureValue(number, null)
            : _expression.Bin(number) is >= 0 and var bin ? new FeatureValue(double.NaN, _expression.Labels![bin])
            : FeatureValue.Missing;
    }
}
