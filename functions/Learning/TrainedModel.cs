using ServerlessMlops.Pipeline.Contracts;

namespace ServerlessMlops.Learning;

/// <summary>A trained candidate, with its score on the validation part.</summary>
/// <param name="Metric">The measure that picks among candidates.</param>
/// <param name="Score">Its value; null where it could not be measured.</param>
/// <param name="Parameters">What was set and what was chosen, by the names the field uses.</param>
public sealed record TrainedModel(ModelFile File, string Metric, double? Score, IReadOnlyDictionary<string, string> Parameters)
{
    /// <summary>What to know of it, and did not stop it; each with a code.</summary>
    public IReadOnlyList<Problem> Warnings { get; init; } = [];

    /// <summary>The model file: the same input gives the same bytes.</summary>
    public byte[] ToBytes() => File.ToBytes();
}
