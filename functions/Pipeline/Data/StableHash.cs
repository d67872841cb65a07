namespace ServerlessMlops.Pipeline.Data;

/// <summary>64-bit hashes that are the same on every machine and in every version; not for secrets.</summary>
internal static class StableHash
{
    /// <summary>The finaliser of SplitMix64 (Steele, Lea, Flood 2014): a bijection whose every output bit depends on every input bit.</summary>
    public static ulong Mix(ulong x)
    {
        x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9;
        x = (x ^ (x >> 27)) * 0x94D049BB133111EB;
        return x ^ (x >> 31);
    }

    public static ulong Of(double value) => Mix(BitConverter.DoubleToUInt64Bits(value) + 1);

    /// <summary>FNV-1a over UTF-16 code units, then mixed.</summary>
    public static ulong Of(ReadOnlySpan<char> text)
    {
        var hash = 14695981039346656037UL;
        foreach (var unit in text)
        {
            hash = (hash ^ unit) * 1099511628211UL;
        }

        return Mix(hash);
    }

    public static ulong Combine(ulong seen, ulong next) => Mix((seen * 0x9E3779B97F4A7C15) ^ next);
}
