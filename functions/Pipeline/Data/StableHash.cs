using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace ServerlessMlops.Pipeline.Data;

/// <summary>64-bit hashes that are the same on every machine and in every version; not for secrets.</summary>
public static class StableHash
{
    /// <summary>The finaliser of SplitMix64 (Steele, Lea, Flood 2014): a bijection whose every output bit depends on every input bit.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Mix(ulong x)
    {
        x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9;
        x = (x ^ (x >> 27)) * 0x94D049BB133111EB;
        return x ^ (x >> 31);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
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

    /// <summary>Text in UTF-8, eight bytes at a time; not the hash that <see cref="Of(ReadOnlySpan{char})"/> gives.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static ulong OfText(ReadOnlySpan<byte> text)
    {
        var hash = ((ulong)text.Length * 0x9E3779B97F4A7C15) ^ 0x2545F4914F6CDD1D;
        while (text.Length >= 8)
        {
            hash = Fold(hash ^ BinaryPrimitives.ReadUInt64LittleEndian(text), 0xA0761D6478BD642F);
            text = text[8..];
        }

        ulong tail = 0;
        for (var i = 0; i < text.Length; i++)
        {
            tail |= (ulong)text[i] << (8 * i);
        }

        return Mix(Fold(hash ^ tail, 0xE7037ED1A0B428DB));
    }

    /// <summary>Both halves of the 128-bit product.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Fold(ulong left, ulong right)
    {
        var high = Math.BigMul(left, right, out var low);
        return high ^ low;
    }

    public static ulong Combine(ulong seen, ulong next) => Mix((seen * 0x9E3779B97F4A7C15) ^ next);
}
