using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;

namespace ServerlessMlops.Pipeline.Ledger.Transparency;

/// <summary>A SHA-256 hash as a value of 32 bytes: a million of them lie side by side, without an object each.</summary>
[StructLayout(LayoutKind.Sequential)]
public readonly record struct TreeHash
{
    public const int Length = 32;

    // Opaque: only their bytes, in this order, have a meaning.
    private readonly ulong _a;
    private readonly ulong _b;
    private readonly ulong _c;
    private readonly ulong _d;

    [UnscopedRef]
    public ReadOnlySpan<byte> Bytes => MemoryMarshal.AsBytes(new ReadOnlySpan<TreeHash>(in this));

    /// <exception cref="ArgumentException">Not 32 bytes.</exception>
    public static TreeHash Of(ReadOnlySpan<byte> bytes) =>
        bytes.Length == Length
            ? MemoryMarshal.Read<TreeHash>(bytes)
            : throw new ArgumentException($"Seen {bytes.Length} bytes; a hash has {Length}.");

    public static TreeHash OfHex(string hex) => Of(Convert.FromHexString(hex));

    /// <returns>False where the text is not the base64 of 32 bytes, as an encoder writes it.</returns>
    public static bool TryOfBase64(string text, out TreeHash hash)
    {
        var found = StrictBase64.TryDecode(text, out var bytes) && bytes.Length == Length;
        hash = found ? Of(bytes) : default;
        return found;
    }

    public string ToBase64() => Convert.ToBase64String(Bytes);

    /// <summary>64 lower-case hexadecimal digits.</summary>
    public override string ToString() => Convert.ToHexStringLower(Bytes);
}
