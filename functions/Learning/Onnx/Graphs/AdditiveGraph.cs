using ServerlessMlops.Learning.Learners;

namespace ServerlessMlops.Learning.Onnx.Graphs;

/// <summary>The margins of <see cref="AdditiveModel"/>: for each column the row of its table that its bin names.</summary>
internal static class AdditiveGraph
{
    /// <param name="encoded">[rows, columns].</param>
    /// <returns>[rows, outputs].</returns>
    public static string Add(GraphBuilder graph, AdditiveModel model, string encoded)
    {
        var outputs = model.Intercepts.Count;
        var sum = graph.Constant([.. model.Intercepts], 1, outputs);
        foreach (var (column, shape) in model.Shapes.Index())
        {
            double[] terms = [.. Enumerable.Range(0, shape.Bins).SelectMany(bin => shape.Terms.Select(output => output[bin]))];
            var table = graph.Constant(terms, shape.Bins, outputs);
            sum = graph.Node("Add", sum, shape.Cuts is { } cuts
                ? graph.Rows(table, graph.Flat(Bin(graph, graph.Columns(encoded, column), [.. cuts])))
                : LinearGraph.Lookup(graph, table, encoded, column));
        }

        return sum;
    }

    /// <summary>Cuts at or below the value; the last bin is that of missing values.</summary>
    private static string Bin(GraphBuilder graph, string column, double[] cuts)
    {
        var none = graph.Constant([cuts.Length + 1L], 1, 1);
        var missing = graph.Node("IsNaN", column);
        return cuts.Length == 0
            ? graph.Node("Where", missing, none, graph.Constant([0L], 1, 1))
            : graph.Node("Where", missing, none, graph.Reached(column, cuts));
    }
}
