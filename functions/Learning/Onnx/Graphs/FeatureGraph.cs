using ServerlessMlops.Learning.Features;
using ServerlessMlops.Learning.Onnx.Format;
using ServerlessMlops.Pipeline.Training;

namespace ServerlessMlops.Learning.Onnx.Graphs;

/// <summary>From raw columns to the numbers that learners see: the graph's beginning, as <see cref="FeatureEncoder"/> does it.</summary>
internal sealed class FeatureGraph
{
    private readonly GraphBuilder _graph;
    private readonly Dictionary<string, string> _inputs;

    private FeatureGraph(GraphBuilder graph, IReadOnlyList<InputColumn> inputs)
    {
        _graph = graph;
        _inputs = inputs.ToDictionary(input => input.Name, input => graph.Input(OnnxInputs.Of(input)), StringComparer.Ordinal);
    }

    /// <summary>Why a feature cannot be written as a graph; null where it can.</summary>
    public static string? Unexpressible(FeatureColumn feature) => feature.Encoding switch
    {
        TextEncoding => $"'{feature.Name}' is free text: its n-grams are hashed, and no operator of ONNX has that hash",
        CategoryEncoding { Levels: var levels } when levels.Contains("") => Empty(feature),
        TargetEncoding { Levels: var levels } when levels.Contains("") => Empty(feature),
        _ => null,
    };

    /// <returns>[rows, columns]: doubles.</returns>
    public static string Add(GraphBuilder graph, FeatureTransform transform)
    {
        var features = new FeatureGraph(graph, transform.Inputs);
        return graph.Beside([.. transform.Features.SelectMany(features.Encoded)]);
    }

    private static string Empty(FeatureColumn feature) =>
        $"'{feature.Name}' has an empty text as a level, which stands for a missing value in the graph";

    private string[] Encoded(FeatureColumn feature)
    {
        var expression = feature.Expression is null ? null : FeatureValues.Bind(feature, [.. _inputs.Keys]);
        switch (feature.Encoding)
        {
            case NumberEncoding:
                return [expression is null ? _inputs[feature.Name] : Number(expression)];
            case DateEncoding date:
                var parts = new DateGraph(_graph, _inputs[feature.Name]);
                return [.. date.Parts.Select(part => parts.Part(part, date.Reference))];
            case CategoryEncoding category:
                return [_graph.Cast(Code(feature, expression, category.Levels), OnnxType.Double)];
            case TargetEncoding target:
                var width = target.Means[0].Count;
                var table = _graph.Constant([.. target.Means.SelectMany(means => means)], target.Means.Count, width);
                return [_graph.Rows(table, _graph.Flat(Code(feature, expression, target.Levels)))];
            default:
                throw new ArgumentException($"Seen '{feature.Name}' with {feature.Encoding.GetType().Name}; expected an encoding that can be a graph.");
        }
    }

    private string Number(DerivedExpression expression) =>
        expression.Fold(new ExpressionGraph(_graph, [.. expression.Columns.Select(column => _inputs[column.Name])]));

    /// <returns>[rows, 1]: whole numbers, the levels' in their order, then "other", then "no value".</returns>
    private string Code(FeatureColumn feature, DerivedExpression? expression, IReadOnlyList<string> levels)
    {
        if (expression is not null)
        {
            return Binned(expression, levels);
        }

        OnnxAttribute[] attributes =
        [
            new OnnxAttribute.Words("keys_strings", [.. levels, ""]),
            new OnnxAttribute.Wholes("values_int64s", [.. Enumerable.Range(0, levels.Count).Select(level => (long)level), levels.Count + 1]),
            new OnnxAttribute.Whole("default_int64", levels.Count),
        ];
        return _graph.Node("LabelEncoder", [_inputs[feature.Name]], attributes, OnnxModel.MachineLearning);
    }

    private string Binned(DerivedExpression expression, IReadOnlyList<string> levels)
    {
        var number = Number(expression);
        var codes = LevelCodes.Of(levels);
        var bins = expression.Labels!.Select(label => (long)LevelCodes.Code(codes, label)).Append(LevelCodes.Code(codes, null)).ToArray();
        var bin = _graph.Reached(number, [.. expression.Edges!]);
        var known = _graph.Node("Where", _graph.Node("IsNaN", number), _graph.Constant([bins.Length - 1L], 1, 1), bin);
        return _graph.Rows(_graph.Constant(bins, bins.Length), known);
    }
}
