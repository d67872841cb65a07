namespace ServerlessMlops.Learning.Native;

/// <summary>LightGBM refused a call that should have been right: a fault of ours, or a damaged model.</summary>
/// <param name="operation">The function of the C API.</param>
/// <param name="detail">LightGBM's own message.</param>
public sealed class LightGbmException(string operation, string detail) : Exception($"LightGBM's {operation} failed: {detail}")
{
    public string Operation { get; } = operation;

    public string Detail { get; } = detail;
}
