namespace ServerlessMlops.Learning.Onnx.Format;

/// <summary>Element types of TensorProto.DataType that are written here; the numbers are the format's.</summary>
internal enum OnnxType { Float = 1, Uint8 = 2, Int64 = 7, Text = 8, Boolean = 9, Double = 11 }

/// <summary>A model as ONNX 1.16 knows it: one graph, the operator sets it is written in, and what is said about it.</summary>
/// <remarks>
/// Source of every field number: onnx/onnx.proto of the ONNX project, release 1.16 (IR version 10, ai.onnx 21, ai.onnx.ml 5: the first release
/// whose tree operator gives doubles).
/// </remarks>
internal sealed record OnnxModel(OnnxGraph Graph)
{
    public const long IrVersion = 10;
    public const long OpsetVersion = 21;

    public const string MachineLearning = "ai.onnx.ml";
    public const long MachineLearningVersion = 5;

    public string Producer { get; init; } = "serverless-mlops";

    public string ProducerVersion { get; init; } = "1";

    /// <summary>Of the exported model.</summary>
    public long Version { get; init; }

    public string Doc { get; init; } = "";

    public IReadOnlyList<KeyValuePair<string, string>> Metadata { get; init; } = [];
}

/// <param name="Nodes">In an order in which they can be computed.</param>
/// <param name="Constants">Named tensors: the graph's initializers.</param>
internal sealed record OnnxGraph(
    string Name, IReadOnlyList<OnnxNode> Nodes, IReadOnlyList<OnnxTensor> Constants, IReadOnlyList<OnnxValue> Inputs, IReadOnlyList<OnnxValue> Outputs);

/// <summary>One operator, applied.</summary>
/// <param name="Domain">Empty for ai.onnx.</param>
internal sealed record OnnxNode(
    string Operator, string Domain, IReadOnlyList<string> Inputs, IReadOnlyList<string> Outputs, IReadOnlyList<OnnxAttribute> Attributes);

/// <summary>An input or output of the graph; its first axis is the rows, however many.</summary>
/// <param name="Columns">Of the second axis; null where there is none.</param>
internal sealed record OnnxValue(string Name, OnnxType Type, int? Columns, string Doc = "");
