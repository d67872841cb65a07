using System.Text.Json.Serialization;
using ServerlessMlops.Pipeline.Contracts;

namespace ServerlessMlops.Pipeline.Policy;

/// <summary>What all gates of a run come to.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(Pass), "pass")]
[JsonDerivedType(typeof(Open), "notEnoughEvidence")]
[JsonDerivedType(typeof(Fail), "fail")]
public abstract record GateVerdict
{
    private GateVerdict()
    {
    }

    /// <summary>Every gate that can stop a run was measured and kept, or is waived.</summary>
    public sealed record Pass : GateVerdict;

    /// <summary>Nothing stops the run, and people decide on what the evidence leaves open.</summary>
    public sealed record Open(IReadOnlyList<GateResult> Gates) : GateVerdict;

    /// <param name="Stopping">The gates that failed or could not be measured; empty where no gate was set, which passes nothing.</param>
    public sealed record Fail(IReadOnlyList<GateResult> Stopping) : GateVerdict;

    public static GateVerdict Of(IReadOnlyList<GateResult> results)
    {
        GateResult[] stopping = [.. results.Where(result => result.Stops)];
        GateResult[] open = [.. results.Where(result => result.IsOpen)];
        return results.Count == 0 || stopping.Length > 0 ? new Fail(stopping) : open.Length > 0 ? new Open(open) : new Pass();
    }
}
