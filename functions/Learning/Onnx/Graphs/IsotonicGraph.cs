using ServerlessMlops.Learning.Calibrating;

namespace ServerlessMlops.Learning.Onnx.Graphs;

/// <summary>A calibration curve in straight lines: as <see cref="ScoreCalibration.Isotonic"/> reckons it.</summary>
internal static class IsotonicGraph
{
    /// <param name="margins">[rows, 1].</param>
    public static string Add(GraphBuilder graph, ScoreCalibration.Isotonic curve, string margins)
    {
        var knots = curve.Margins.Count;
        if (knots == 1)
        {
            return graph.Node("Add", graph.Node("Mul", margins, graph.Constant(0)), graph.Constant(Bounded(curve, 0)));
        }

        double[] scores = [.. curve.Margins];
        var margin = graph.Node("Clip", margins, graph.Scalar(scores[0]), graph.Scalar(scores[^1]));

        // The piece on which the margin lies; its right end belongs to the next one, but for the last.
        var piece = graph.Reached(margin, scores[1..^1].Length > 0 ? scores[1..^1] : [double.PositiveInfinity]);
        string Of(double[] table) => graph.Rows(graph.Constant(table, table.Length), piece);
        double[] values = [.. curve.Values];
        double[] Steps(double[] ends) => [.. ends.Skip(1).Zip(ends, (next, here) => next - here)];
        var share = graph.Node("Div", graph.Node("Sub", margin, Of(scores[..^1])), Of(Steps(scores)));
        var value = graph.Node("Add", Of(values[..^1]), graph.Node("Mul", Of(Steps(values)), share));
        return graph.Node("Clip", value, graph.Scalar(curve.Least), graph.Scalar(1 - curve.Least));
    }

    private static double Bounded(ScoreCalibration.Isotonic curve, int knot) => Math.Clamp(curve.Values[knot], curve.Least, 1 - curve.Least);
}
