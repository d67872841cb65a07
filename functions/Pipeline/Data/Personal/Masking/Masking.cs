using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace ServerlessMlops.Pipeline.Data;

/// <summary>
/// Replaces the values of one column by tokens that keep equality and nothing else: HMAC-SHA-256 (RFC 2104), cut to 128 bits.
/// </summary>
/// <remarks>
/// Pseudonymisation (GDPR Art. 4(5)): whoever holds the key can test guesses, so tokens remain personal data. The column's key is
/// derived from the master key, the model and the domain, so that tokens of two columns do not join unless they are given one
/// domain: decision 0330.
/// </remarks>
public sealed class Masking : IDisposable
{
    /// <summary>Bytes of a token: key id, an underscore and 32 hexadecimal digits.</summary>
    public const int TokenLength = KeyIdLength + 1 + (2 * DigestLength);

    /// <summary>Bytes of a master key, at least.</summary>
    public const int MinKeyLength = 32;

    private const int KeyIdLength = 8;
    private const int DigestLength = 16;
    private readonly byte[] _key;
    private readonly byte[] _keyId;

    /// <param name="masterKey">At least 32 random bytes, from a key store.</param>
    /// <param name="domain">The column's name, or the name that several columns share so that their tokens join.</param>
    /// <exception cref="ArgumentException">The key is shorter than 32 bytes.</exception>
    public Masking(ReadOnlySpan<byte> masterKey, string model, string domain)
    {
        if (masterKey.Length < MinKeyLength)
        {
            throw new ArgumentException(
                $"A masking key has at least {MinKeyLength} bytes; this one has {masterKey.Length}.", nameof(masterKey));
        }

        _key = HMACSHA256.HashData(masterKey, Label("mask", model, domain));
        _keyId = Encoding.ASCII.GetBytes(Convert.ToHexStringLower(HMACSHA256.HashData(masterKey, Label("id")))[..KeyIdLength]);
    }

    /// <summary>Writes the value's token; white space around the value does not count. A missing (empty) value stays missing.</summary>
    /// <param name="token">Room for <see cref="TokenLength"/> bytes.</param>
    /// <returns>Bytes written: <see cref="TokenLength"/>, or 0 for a missing value.</returns>
    public int Write(ReadOnlySpan<byte> value, Span<byte> token)
    {
        value = value.Trim(" \t\r\n"u8);
        if (value.IsEmpty)
        {
            return 0;
        }

        Span<byte> digest = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(_key, value, digest);
        _keyId.CopyTo(token);
        token[KeyIdLength] = (byte)'_';
        Convert.TryToHexStringLower(digest[..DigestLength], token[(KeyIdLength + 1)..], out _);
        return TokenLength;
    }

    /// <summary>Whether a text is a token, of whichever key.</summary>
    public static bool IsToken(string text) =>
        text.Length == TokenLength && text[KeyIdLength] == '_'
        && IsLowerHex(text.AsSpan(0, KeyIdLength)) && IsLowerHex(text.AsSpan(KeyIdLength + 1));

    public void Dispose() => CryptographicOperations.ZeroMemory(_key);

    private static bool IsLowerHex(ReadOnlySpan<char> text) => !text.ContainsAnyExcept("0123456789abcdef");

    // Each part goes with its length, so that ("ab", "c") and ("a", "bc") differ.
    private static byte[] Label(params ReadOnlySpan<string> parts)
    {
        using var label = new MemoryStream();
        Span<byte> length = stackalloc byte[4];
        foreach (var part in parts)
        {
            var bytes = Encoding.UTF8.GetBytes(part);
            BinaryPrimitives.WriteInt32BigEndian(length, bytes.Length);
            label.Write(length);
            label.Write(bytes);
        }

        return label.ToArray();
    }
}
