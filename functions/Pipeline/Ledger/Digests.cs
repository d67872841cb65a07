using System.Security.Cryptography;
using System.Text;
using ServerlessMlops.Pipeline.Contracts;

namespace ServerlessMlops.Pipeline.Ledger;

/// <summary>SHA-256 as 64 lower-case hexadecimal digits, everywhere in the product.</summary>
public static class Digests
{
    /// <summary>What stands where there is nothing before.</summary>
    public static readonly string Zero = new('0', 64);

    public static string Sha256Hex(ReadOnlySpan<byte> content) => Convert.ToHexStringLower(SHA256.HashData(content));

    /// <summary>Of the text's UTF-8.</summary>
    public static string Sha256Hex(string text) => Sha256Hex(Encoding.UTF8.GetBytes(text));

    /// <summary>Of the value's canonical JSON; see <see cref="Rfc8785"/>.</summary>
    public static string OfJson<T>(T value) => Sha256Hex(Rfc8785.Canonicalize(MlopsJson.WriteBytes(value)));

    public static bool IsDigest(string? text) => text is { Length: 64 } && !text.AsSpan().ContainsAnyExcept("0123456789abcdef");

    /// <summary>Compared in a time that does not depend on where they differ.</summary>
    public static bool Same(string? left, string? right) =>
        left is not null && right is not null
        && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(left), Encoding.UTF8.GetBytes(right));
}
