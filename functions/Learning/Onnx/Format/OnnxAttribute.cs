namespace ServerlessMlops.Learning.Onnx.Format;

/// <summary>A named setting of a node.</summary>
internal abstract record OnnxAttribute(string Name)
{
    public sealed record Whole(string Name, long Value) : OnnxAttribute(Name);

    public sealed record Wholes(string Name, IReadOnlyList<long> Values) : OnnxAttribute(Name);

    public sealed record Words(string Name, IReadOnlyList<string> Values) : OnnxAttribute(Name);

    public sealed record Tensor(string Name, OnnxTensor Value) : OnnxAttribute(Name);
}
