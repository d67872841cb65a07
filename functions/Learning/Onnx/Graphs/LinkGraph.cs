using ServerlessMlops.Learning.Calibrating;
using ServerlessMlops.Learning.Onnx.Format;
using ServerlessMlops.Pipeline.Contracts;

namespace ServerlessMlops.Learning.Onnx.Graphs;

/// <summary>From margins to what people ask for: the graph's end.</summary>
internal static class LinkGraph
{
    public const string Score = "score";
    public const string Probabilities = "probabilities";
    public const string Label = "label";

    /// <summary>Two machines round differently: a probability that is the threshold but for its last digits has reached it.</summary>
    private const double Rounding = 1e-12;

    /// <param name="margins">[rows, outputs].</param>
    /// <returns>The outward names by <see cref="Score"/>, <see cref="Probabilities"/> and <see cref="Label"/>.</returns>
    public static IReadOnlyDictionary<string, string> Add(GraphBuilder graph, ModelFile model, string margins)
    {
        var names = new Dictionary<string, string>();
        if (model.Task == ModelTask.Regression)
        {
            names[Score] = graph.Output(new OnnxValue(Score, OnnxType.Double, 1, $"The predicted {model.Target}, in its unit."), margins);
            return names;
        }

        var (score, probabilities, chosen, meaning) = model.Task == ModelTask.Binary ? Binary(graph, model, margins) : Multiclass(graph, model, margins);
        var label = graph.Rows(graph.Constant(model.Classes), chosen);
        names[Score] = graph.Output(new OnnxValue(Score, OnnxType.Double, 1, meaning), score);
        names[Probabilities] = graph.Output(
            new OnnxValue(Probabilities, OnnxType.Double, model.Classes.Count, $"Of {string.Join(", ", model.Classes)}, in this order."), probabilities);
        names[Label] = graph.Output(new OnnxValue(Label, OnnxType.Text, null, $"The predicted {model.Target}."), label);
        return names;
    }

    private static (string Score, string Probabilities, string Chosen, string Meaning) Binary(GraphBuilder graph, ModelFile model, string margins)
    {
        var positive = model.Calibration switch
        {
            null => graph.Node("Sigmoid", margins),
            ScoreCalibration.Platt platt => graph.Node(
                "Sigmoid", graph.Node("Neg", graph.Node("Add", graph.Node("Mul", margins, graph.Constant(platt.Slope)), graph.Constant(platt.Offset)))),
            ScoreCalibration.Isotonic isotonic => IsotonicGraph.Add(graph, isotonic, margins),
            var other => throw new ArgumentException($"Seen the calibration {other.GetType().Name}; expected one that can be a graph.", nameof(model)),
        };
        var negative = graph.Node("Sub", graph.Constant(1), positive);
        var chosen = graph.Cast(graph.Flat(graph.Node("GreaterOrEqual", positive, graph.Constant(model.Threshold!.Value - Rounding))), OnnxType.Int64);
        var meaning = FormattableString.Invariant($"The probability of {model.Classes[1]}, which is the label from {model.Threshold} on.");
        return (positive, graph.Beside(negative, positive), chosen, meaning);
    }

    private static (string Score, string Probabilities, string Chosen, string Meaning) Multiclass(GraphBuilder graph, ModelFile model, string margins)
    {
        OnnxAttribute[] byClass = [new OnnxAttribute.Whole("axis", 1), new OnnxAttribute.Whole("keepdims", 1)];
        var scaled = model.Temperature is { } temperature ? graph.Node("Div", margins, graph.Constant(temperature)) : margins;
        var probabilities = graph.Node("Softmax", [scaled], [new OnnxAttribute.Whole("axis", 1)]);
        var chosen = model.Costs is { } costs
            ? graph.Node("ArgMin", [Expected(graph, probabilities, costs)], byClass)
            : graph.Node("ArgMax", [probabilities], byClass);
        var score = graph.Node("GatherElements", [probabilities, chosen], [new OnnxAttribute.Whole("axis", 1)]);
        return (score, probabilities, graph.Flat(chosen), "The probability of the label.");
    }

    /// <summary>The expected cost of each class as the label.</summary>
    private static string Expected(GraphBuilder graph, string probabilities, IReadOnlyList<IReadOnlyList<double>> costs) =>
        graph.Node("MatMul", probabilities, graph.Constant([.. costs.SelectMany(actual => actual)], costs.Count, costs.Count));
}
