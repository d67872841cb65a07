namespace ServerlessMlops.Learning.Onnx;

/// <summary>ONNX Runtime cannot run on this machine; nothing was loaded.</summary>
/// <param name="reason">What is missing, and what to do about it.</param>
/// <param name="inner">The loader's own error.</param>
public sealed class OnnxUnavailableException(string reason, Exception inner) : Exception(reason, inner);
