namespace ServerlessMlops.Learning.Native;

/// <summary>LightGBM cannot run on this machine; nothing was loaded.</summary>
/// <param name="reason">What is missing.</param>
/// <param name="remedy">What to do about it.</param>
public sealed class LightGbmUnavailableException(string reason, string remedy) : Exception($"{reason} {remedy}")
{
    public string Reason { get; } = reason;

    public string Remedy { get; } = remedy;
}
