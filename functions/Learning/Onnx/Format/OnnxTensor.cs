using System.Runtime.InteropServices;

namespace ServerlessMlops.Learning.Onnx.Format;

/// <summary>Constant numbers or texts.</summary>
/// <param name="Raw">Little-endian, row by row; empty for texts.</param>
/// <param name="Texts">Of a tensor of texts, else empty.</param>
internal sealed record OnnxTensor(string Name, OnnxType Type, IReadOnlyList<long> Shape, byte[] Raw, IReadOnlyList<string> Texts)
{
    public static OnnxTensor Of(string name, double[] values, params long[] shape) =>
        new(name, OnnxType.Double, shape, MemoryMarshal.AsBytes(values.AsSpan()).ToArray(), []);

    public static OnnxTensor Of(string name, long[] values, params long[] shape) =>
        new(name, OnnxType.Int64, shape, MemoryMarshal.AsBytes(values.AsSpan()).ToArray(), []);

    public static OnnxTensor Of(string name, byte[] values, params long[] shape) => new(name, OnnxType.Uint8, shape, values, []);

    public static OnnxTensor Of(string name, IReadOnlyList<string> values) => new(name, OnnxType.Text, [values.Count], [], values);
}
