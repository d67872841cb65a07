using ServerlessMlops.Pipeline.Training;

namespace ServerlessMlops.Learning.Onnx.Graphs;

/// <summary>A derived feature's arithmetic: as <see cref="DerivedExpression"/> reckons it, over whole columns.</summary>
/// <param name="cells">One a column of the expression: [rows, 1].</param>
internal sealed class ExpressionGraph(GraphBuilder graph, string[] cells) : IFormulaFold<string>
{
    public string Constant(double value) => graph.Constant(value);

    public string Cell(int index) => cells[index];

    public string Negative(string of) => graph.Node("Neg", of);

    public string Sum(string left, string right) => Finite(graph.Node("Add", left, right));

    public string Difference(string left, string right) => Finite(graph.Node("Sub", left, right));

    public string Product(string left, string right) => Finite(graph.Node("Mul", left, right));

    public string Quotient(string left, string right) => Finite(graph.Node("Div", left, right));

    /// <summary>ln(u) · x ÷ (u − 1) with u = 1 + x (Kahan); x itself where u is 1.</summary>
    public string Log1p(string of)
    {
        var one = Constant(1);
        var u = graph.Node("Add", one, of);
        var general = Finite(graph.Node("Mul", graph.Node("Log", u), graph.Node("Div", of, graph.Node("Sub", u, one))));
        var positive = graph.Node("Where", graph.Node("LessOrEqual", u, Constant(0)), Constant(double.NaN), general);
        return graph.Node("Where", graph.Node("Equal", u, one), of, positive);
    }

    private string Finite(string value) => graph.Node("Where", graph.Node("IsInf", value), Constant(double.NaN), value);
}
