namespace ServerlessMlops.Learning.Onnx.Graphs;

/// <summary>The same numbers for every row.</summary>
internal static class ConstantGraph
{
    /// <param name="encoded">[rows, columns]: only its rows are counted.</param>
    /// <returns>[rows, outputs].</returns>
    public static string Add(GraphBuilder graph, double[] margins, string encoded)
    {
        var rows = graph.Node("Gather", graph.Node("Shape", encoded), graph.Constant([0L], 1));
        var shape = graph.Node(
            "Concat", [rows, graph.Constant([(long)margins.Length], 1)], [new Format.OnnxAttribute.Whole("axis", 0)]);
        return graph.Node("Expand", graph.Constant(margins, 1, margins.Length), shape);
    }
}
