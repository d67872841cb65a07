using System.Text.Json.Serialization;

namespace ServerlessMlops.Benchmarks.Peers;

/// <summary>HelloSequence5 on a peer.</summary>
/// <param name="Concurrency">Workflows at once.</param>
/// <param name="PerSecond">Workflows a second.</param>
/// <param name="P50">Milliseconds of the median workflow.</param>
internal sealed record PeerResult(
    [property: JsonPropertyName("concurrency")] int Concurrency,
    [property: JsonPropertyName("perSecond")] double PerSecond,
    [property: JsonPropertyName("p50")] double P50);
