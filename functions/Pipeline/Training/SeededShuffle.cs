using System.Numerics;
using ServerlessMlops.Pipeline.Data;

namespace ServerlessMlops.Pipeline.Training;

/// <summary>xoshiro256** (Blackman and Vigna 2018), its state filled from the seed by SplitMix64.</summary>
/// <remarks>
/// Written out, and never to be changed: the digest of a split stands in every manifest, and .NET does not promise that its own
/// generator stays the same from version to version.
/// </remarks>
public sealed class SeededShuffle
{
    private ulong _a;
    private ulong _b;
    private ulong _c;
    private ulong _d;

    public SeededShuffle(int seed)
    {
        const ulong Golden = 0x9E3779B97F4A7C15;
        var state = (ulong)(uint)seed;
        _a = StableHash.Mix(state += Golden);
        _b = StableHash.Mix(state += Golden);
        _c = StableHash.Mix(state += Golden);
        _d = StableHash.Mix(state + Golden);
    }

    public ulong Next()
    {
        var result = BitOperations.RotateLeft(_b * 5, 7) * 9;
        var t = _b << 17;
        _c ^= _a;
        _d ^= _b;
        _b ^= _c;
        _a ^= _d;
        _c ^= t;
        _d = BitOperations.RotateLeft(_d, 45);
        return result;
    }

    /// <summary>Uniform in [0, bound), without the bias of a remainder: draws past the last whole multiple are thrown away.</summary>
    public int Below(int bound)
    {
        var threshold = (0UL - (ulong)bound) % (ulong)bound;
        while (true)
        {
            var draw = Next();
            if (draw >= threshold)
            {
                return (int)(draw % (ulong)bound);
            }
        }
    }

    /// <summary>Fisher and Yates, from the end.</summary>
    public void Shuffle<T>(Span<T> items)
    {
        for (var last = items.Length - 1; last > 0; last--)
        {
            var other = Below(last + 1);
            (items[last], items[other]) = (items[other], items[last]);
        }
    }
}
