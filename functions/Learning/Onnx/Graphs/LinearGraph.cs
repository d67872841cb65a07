using ServerlessMlops.Learning.Learners;
using ServerlessMlops.Learning.Onnx.Format;

namespace ServerlessMlops.Learning.Onnx.Graphs;

/// <summary>The margins of <see cref="LinearModel"/>: standardised numbers times weights, one row of a table for each category.</summary>
internal static class LinearGraph
{
    /// <param name="encoded">[rows, columns].</param>
    /// <returns>[rows, outputs].</returns>
    public static string Add(GraphBuilder graph, LinearModel model, string encoded)
    {
        var design = new LinearDesign(model.Columns);
        int outputs = model.Intercepts.Count;
        var sum = graph.Constant([.. model.Intercepts], 1, outputs);
        int[] numbers = [.. model.Columns.Index().Where(pair => pair.Item.Codes == 0).Select(pair => pair.Index)];
        if (numbers.Length > 0)
        {
            sum = graph.Node("Add", Numbers(graph, model, design, encoded, numbers), sum);
        }

        foreach (var (column, _) in model.Columns.Index().Where(pair => pair.Item.Codes > 0))
        {
            var (start, count) = design.Range(column);
            var table = graph.Constant(Weights(model, Enumerable.Range(start, count)), count, outputs);
            sum = graph.Node("Add", sum, Lookup(graph, table, encoded, column));
        }

        return sum;
    }

    /// <summary>Rows of a table by the code that stands in a column.</summary>
    public static string Lookup(GraphBuilder graph, string table, string encoded, int column) =>
        graph.Rows(table, graph.Cast(graph.Flat(graph.Columns(encoded, column)), OnnxType.Int64));

    private static string Numbers(GraphBuilder graph, LinearModel model, LinearDesign design, string encoded, int[] columns)
    {
        int outputs = model.Intercepts.Count;
        string Each(Func<LinearColumn, double> value) => graph.Constant([.. columns.Select(column => value(model.Columns[column]))], 1, columns.Length);
        var values = graph.Columns(encoded, [.. columns.Select(column => (long)column)]);
        var missing = graph.Node("IsNaN", values);
        var filled = graph.Node("Where", missing, Each(column => column.Median), values);
        var standardised = graph.Node("Div", graph.Node("Sub", filled, Each(column => column.Mean)), Each(column => column.Scale));
        var bounded = graph.Node("Clip", standardised, graph.Scalar(-LinearDesign.Farthest), graph.Scalar(LinearDesign.Farthest));
        var weights = Weights(model, columns.Select(column => design.Range(column).Start));
        var indicators = Weights(model, columns.Select(column => model.Columns[column].HasIndicator ? design.Range(column).Start + 1 : -1));
        return graph.Node(
            "Add",
            graph.Node("MatMul", bounded, graph.Constant(weights, columns.Length, outputs)),
            graph.Node("MatMul", graph.Cast(missing, OnnxType.Double), graph.Constant(indicators, columns.Length, outputs)));
    }

    /// <returns>Slot by slot, one number an output; 0 for a slot that is not there.</returns>
    private static double[] Weights(LinearModel model, IEnumerable<int> slots) =>
        [.. slots.SelectMany(slot => model.Coefficients.Select(weights => slot < 0 ? 0 : weights[slot]))];
}
