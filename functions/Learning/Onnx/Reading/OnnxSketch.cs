namespace ServerlessMlops.Learning.Onnx.Reading;

/// <summary>What was read of a model's bytes before anything else touches them.</summary>
/// <param name="Opsets">Version by domain; empty for ai.onnx.</param>
/// <param name="Operators">Each kind that is used, with how often.</param>
internal sealed record OnnxSketch(
    long IrVersion,
    IReadOnlyDictionary<string, long> Opsets,
    IReadOnlyDictionary<(string Domain, string Name), int> Operators,
    IReadOnlyList<OnnxPort> Inputs,
    IReadOnlyList<OnnxPort> Outputs);

/// <summary>An input or output of the graph.</summary>
/// <param name="Element">TensorProto.DataType of a tensor, or of a map's values.</param>
/// <param name="Shape">Of a tensor: null for an axis of any length; empty where none is declared.</param>
/// <param name="MapKey">TensorProto.DataType of the keys where it is a list of maps, one a row; else null.</param>
internal sealed record OnnxPort(string Name, int Element, IReadOnlyList<long?> Shape, int? MapKey)
{
    public const int Float = 1;
    public const int Int64 = 7;
    public const int Text = 8;
    public const int Double = 11;

    public bool IsNumber => MapKey is null && Element is Float or Double;

    public string Type => MapKey is null ? Word(Element) : $"a list of maps from {Word(MapKey.Value)} to {Word(Element)}";

    private static string Word(int element) => element switch
    {
        Float => "float",
        Double => "double",
        Text => "string",
        Int64 => "int64",
        6 => "int32",
        9 => "bool",
        10 => "float16",
        _ => FormattableString.Invariant($"type {element}"),
    };
}
