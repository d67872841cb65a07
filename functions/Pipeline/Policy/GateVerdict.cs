using System.Text.Json.Serialization;
using ServerlessMlops.Pipeline.Contracts;

namespace ServerlessMlops.Pipeline.Policy;

/// <summary>Whether the gates of a run let it go on to people.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(Pass), "pass")]
[JsonDerivedType(typeof(Fail), "fail")]
public abstract record GateVerdict
{
    private GateVerdict()
    {
    }

    /// <summary>Every gate was measured and kept.</summary>
    public sealed record Pass : GateVerdict;

    /// <param name="NotPassed">The gates that failed or could not be measured; empty where no gate was set, which passes nothing.</param>
    public sealed record Fail(IReadOnlyList<GateResult> NotPassed) : GateVerdict;

    public static GateVerdict Of(IReadOnlyList<GateResult> results)
    {
        GateResult[] notPassed = [.. results.Where(result => !result.Passed)];
        return results.Count > 0 && notPassed.Length == 0 ? new Pass() : new Fail(notPassed);
    }
}
