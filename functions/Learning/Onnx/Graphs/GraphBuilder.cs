using ServerlessMlops.Learning.Onnx.Format;

namespace ServerlessMlops.Learning.Onnx.Graphs;

/// <summary>Grows a graph from its inputs on; each call gives the name of what it computes. Inputs are declared first.</summary>
internal sealed class GraphBuilder
{
    private readonly List<OnnxNode> _nodes = [];
    private readonly List<OnnxTensor> _constants = [];
    private readonly List<OnnxValue> _inputs = [];
    private readonly List<OnnxValue> _outputs = [];
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);

    public string Input(OnnxValue input)
    {
        _names.Add(input.Name);
        _inputs.Add(input);
        return input.Name;
    }

    /// <summary>Numbers of one row, to be spread over all; or a matrix.</summary>
    public string Constant(double[] values, params long[] shape) => Keep(OnnxTensor.Of(Fresh("constant"), values, shape));

    public string Constant(double value) => Constant([value], 1, 1);

    public string Constant(long[] values, params long[] shape) => Keep(OnnxTensor.Of(Fresh("constant"), values, shape));

    public string Constant(IReadOnlyList<string> values) => Keep(OnnxTensor.Of(Fresh("constant"), values));

    /// <summary>A number without axes, as some operators ask for.</summary>
    public string Scalar(double value) => Keep(OnnxTensor.Of(Fresh("constant"), [value]));

    public string Node(string op, params string[] inputs) => Node(op, inputs, []);

    public string Node(string op, string[] inputs, OnnxAttribute[] attributes, string domain = "")
    {
        var output = Fresh(op);
        _nodes.Add(new OnnxNode(op, domain, inputs, [output], attributes));
        return output;
    }

    public string Cast(string value, OnnxType type) => Node("Cast", [value], [new OnnxAttribute.Whole("to", (long)type)]);

    /// <summary>Rows of a table of numbers or texts, by index; the index's shape stays, without its last axis where that is 1 wide.</summary>
    public string Rows(string table, string indices) => Node("Gather", [table, indices], [new OnnxAttribute.Whole("axis", 0)]);

    /// <summary>Columns of a matrix.</summary>
    public string Columns(string matrix, params long[] columns) =>
        Node("Gather", [matrix, Constant(columns, columns.Length)], [new OnnxAttribute.Whole("axis", 1)]);

    /// <returns>[rows], from [rows, 1].</returns>
    public string Flat(string column) => Node("Reshape", column, Constant([-1L], 1));

    /// <param name="parts">[rows, n] each.</param>
    public string Beside(params string[] parts) =>
        parts.Length == 1 ? parts[0] : Node("Concat", parts, [new OnnxAttribute.Whole("axis", 1)]);

    /// <returns>[rows, 1]: how many of the edges each number reaches; 0 for one that is missing.</returns>
    public string Reached(string column, double[] edges) => Node(
        "ReduceSum",
        [Cast(Node("GreaterOrEqual", column, Constant(edges, 1, edges.Length)), OnnxType.Int64), Constant([1L], 1)],
        [new OnnxAttribute.Whole("keepdims", 1)]);

    /// <summary>Gives a value its outward name; where a column already has it, <c>output.</c> stands before it.</summary>
    public string Output(OnnxValue output, string value)
    {
        var name = output.Name;
        while (!_names.Add(name))
        {
            name = $"output.{name}";
        }

        _nodes.Add(new OnnxNode("Identity", "", [value], [name], []));
        _outputs.Add(output with { Name = name });
        return name;
    }

    public OnnxGraph Build(string name) => new(name, _nodes, _constants, _inputs, _outputs);

    private string Keep(OnnxTensor constant)
    {
        _constants.Add(constant);
        return constant.Name;
    }

    private string Fresh(string stem)
    {
        var ordinal = _nodes.Count + _constants.Count;
        while (!_names.Add(FormattableString.Invariant($"{stem}.{ordinal}")))
        {
            ordinal++;
        }

        return FormattableString.Invariant($"{stem}.{ordinal}");
    }
}
