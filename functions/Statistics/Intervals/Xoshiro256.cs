using System.Numerics;

namespace ServerlessMlops.Statistics.Intervals;

/// <summary>xoshiro256**, seeded through SplitMix64: our own, so that an interval can be made again in ten years on any runtime.</summary>
/// <remarks>Source: Blackman and Vigna, ACM Trans. Math. Softw. 47 (2021) 36. Not for secrets.</remarks>
public struct Xoshiro256
{
    private ulong _a, _b, _c, _d;

    /// <param name="seed">The seed of the whole computation.</param>
    /// <param name="stream">Which of its streams, e.g. the resample's number: the n-th resample does not depend on those before it.</param>
    public Xoshiro256(int seed, int stream)
    {
        var state = ((ulong)(uint)seed << 32) | (uint)stream;
        _a = SplitMix(ref state);
        _b = SplitMix(ref state);
        _c = SplitMix(ref state);
        _d = SplitMix(ref state);
    }

    /// <summary>64 random bits.</summary>
    public ulong Next()
    {
        var result = BitOperations.RotateLeft(_b * 5, 7) * 9;
        var shifted = _b << 17;
        _c ^= _a;
        _d ^= _b;
        _b ^= _c;
        _a ^= _d;
        _c ^= shifted;
        _d = BitOperations.RotateLeft(_d, 45);
        return result;
    }

    /// <summary>Uniform in [0, bound), bound in [1, 2³¹): Lemire's multiplication; its bias, below bound ÷ 2⁶⁴, is left in.</summary>
    public int Below(int bound) => (int)Math.BigMul(Next(), (ulong)bound, out _);

    private static ulong SplitMix(ref ulong state)
    {
        state += 0x9E3779B97F4A7C15;
        var mixed = (state ^ (state >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return mixed ^ (mixed >> 31);
    }
}
