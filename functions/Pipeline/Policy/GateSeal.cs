using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Ledger;

namespace ServerlessMlops.Pipeline.Policy;

/// <summary>What is settled before training: limits, groups, and the rows that they will be measured on. One digest names all of it.</summary>
public static class GateSeal
{
    /// <param name="held">What the run is held to, policies applied.</param>
    /// <param name="split">Which fixes the rows of the test part, and so their number.</param>
    /// <returns>SHA-256, in hexadecimal, over the canonical JSON.</returns>
    public static string Of(PipelineSpec held, ArtifactRef split) =>
        Digests.OfJson(new { held.Gates, held.Protected, held.Evaluation, held.Task, held.Target, held.Positive, Split = split.Digest });

    /// <summary>Why an evaluation did not go on.</summary>
    public static string Refusal(string sealedAs, string inForce) =>
        $"The gates were changed between training and evaluation: sealed before training as {sealedAs}, now {inForce}. Nothing was measured; drop the "
        + "file again to train under what holds now.";
}
