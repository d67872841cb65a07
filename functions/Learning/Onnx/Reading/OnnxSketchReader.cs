using System.Text;
using ServerlessMlops.Learning.Onnx.Format;
using ServerlessMlops.Pipeline.Contracts;

namespace ServerlessMlops.Learning.Onnx.Reading;

/// <summary>Reads a model's bytes within limits, and names everything in them that is refused. Nothing is loaded, and no file is opened.</summary>
/// <remarks>Field numbers: see <see cref="OnnxModel"/>. What lies within a subgraph or function is not read: either is refused as a whole.</remarks>
internal sealed class OnnxSketchReader
{
    private readonly OnnxFindings _findings;
    private readonly OnnxTensorReader _tensors;
    private readonly Dictionary<string, long> _opsets = new(StringComparer.Ordinal);
    private readonly Dictionary<(string, string), int> _operators = [];
    private readonly List<OnnxPort> _inputs = [];
    private readonly List<OnnxPort> _outputs = [];
    private readonly HashSet<string> _constants = new(StringComparer.Ordinal);
    private long _irVersion;
    private int _nodes;
    private bool _hasGraph;

    private OnnxSketchReader(OnnxFindings findings) => (_findings, _tensors) = (findings, new OnnxTensorReader(findings));

    /// <param name="file">The name that problems carry.</param>
    /// <returns>Null where the bytes are no model at all, which the problems say.</returns>
    public static (OnnxSketch? Sketch, IReadOnlyList<Problem> Problems) Read(ReadOnlySpan<byte> bytes, string file)
    {
        var findings = new OnnxFindings(file);
        if (bytes.Length > OnnxLimits.Bytes)
        {
            findings.Add(
                OnnxCodes.TooLarge, $"{file} has {bytes.Length} bytes; at most {OnnxLimits.Bytes} are read.", $"{bytes.Length} bytes",
                $"at most {OnnxLimits.Bytes} bytes");
            return (null, findings.All);
        }

        var reader = new OnnxSketchReader(findings);
        try
        {
            reader.Model(bytes);
        }
        catch (MalformedOnnxException error)
        {
            findings.Add(OnnxCodes.Malformed, $"{file} is not an ONNX model, or was cut off. {error.Message}", null, "protobuf of an ONNX model");
            return (null, findings.All);
        }

        if (!reader._hasGraph)
        {
            findings.Add(OnnxCodes.Malformed, $"{file} holds no graph.", null, "an ONNX model");
            return (null, findings.All);
        }

        var sketch = new OnnxSketch(
            reader._irVersion, reader._opsets, reader._operators,
            [.. reader._inputs.Where(input => !reader._constants.Contains(input.Name))], reader._outputs);
        OnnxVocabulary.Check(sketch, findings);
        return (sketch, findings.All);
    }

    private void Model(ReadOnlySpan<byte> bytes)
    {
        var model = new ProtoReader(bytes);
        while (model.Next())
        {
            switch (model.Field)
            {
                case 1:
                    _irVersion = (long)model.Number;
                    break;
                case 7 when model.HasContent:
                    _hasGraph = true;
                    Graph(model.Content);
                    break;
                case 8:
                    Opset(model.Content);
                    break;
                case 20:
                    _findings.Add(OnnxCodes.Subgraph, "The model holds how it is trained on.", "training_info", "a graph alone");
                    break;
                case 25:
                    _findings.Add(OnnxCodes.Subgraph, "The model holds a function of its own.", "functions", "standard operators alone");
                    break;
            }
        }
    }

    private void Opset(ReadOnlySpan<byte> bytes)
    {
        var (domain, version) = ("", 0L);
        var opset = new ProtoReader(bytes);
        while (opset.Next())
        {
            domain = opset.Field == 1 ? Text(opset.Content) : domain;
            version = opset.Field == 2 ? (long)opset.Number : version;
        }

        _opsets[OnnxVocabulary.Plain(domain)] = version;
    }

    private void Graph(ReadOnlySpan<byte> bytes)
    {
        var graph = new ProtoReader(bytes);
        while (graph.Next())
        {
            switch (graph.Field)
            {
                case 1:
                    Node(graph.Content);
                    break;
                case 5:
                    _constants.Add(_tensors.Read(graph.Content));
                    break;
                case 11:
                    Port(graph.Content, _inputs);
                    break;
                case 12:
                    Port(graph.Content, _outputs);
                    break;
                case 15:
                    _findings.Add(OnnxCodes.Tensor, "The graph holds a sparse constant.", "sparse_initializer", "constants that hold every element");
                    break;
            }
        }
    }

    private void Node(ReadOnlySpan<byte> bytes)
    {
        if (++_nodes == OnnxLimits.Nodes + 1)
        {
            _findings.Add(OnnxCodes.TooMany, $"The graph has more than {OnnxLimits.Nodes} nodes.", null, $"at most {OnnxLimits.Nodes} nodes");
        }

        var (name, domain) = ("", "");
        var node = new ProtoReader(bytes);
        while (node.Next())
        {
            switch (node.Field)
            {
                case 4:
                    name = Text(node.Content);
                    break;
                case 5:
                    Attribute(node.Content);
                    break;
                case 7:
                    domain = OnnxVocabulary.Plain(Text(node.Content));
                    break;
            }
        }

        _operators[(domain, name)] = _operators.GetValueOrDefault((domain, name)) + 1;
    }

    private void Attribute(ReadOnlySpan<byte> bytes)
    {
        var attribute = new ProtoReader(bytes);
        while (attribute.Next())
        {
            switch (attribute.Field)
            {
                case 5 or 10:
                    _tensors.Read(attribute.Content);
                    break;
                case 6 or 11:
                    _findings.Add(OnnxCodes.Subgraph, "A node holds a graph of its own.", "a subgraph", "standard operators without control flow");
                    break;
                case 22 or 23:
                    _findings.Add(OnnxCodes.Tensor, "A node holds a sparse constant.", "a sparse tensor", "constants that hold every element");
                    break;
            }
        }
    }

    private void Port(ReadOnlySpan<byte> bytes, List<OnnxPort> ports)
    {
        if (OnnxPortReader.Read(bytes, _findings) is { } port && ports.Count <= OnnxLimits.Inputs)
        {
            ports.Add(port);
        }

        if (ports.Count == OnnxLimits.Inputs + 1)
        {
            _findings.Add(OnnxCodes.TooMany, $"The graph has more than {OnnxLimits.Inputs} inputs or outputs.", null, $"at most {OnnxLimits.Inputs}");
        }
    }

    internal static string Text(ReadOnlySpan<byte> bytes) => Encoding.UTF8.GetString(bytes);
}
