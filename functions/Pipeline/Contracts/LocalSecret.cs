using System.Buffers.Text;
using System.Security.Cryptography;

namespace ServerlessMlops.Pipeline.Contracts;

/// <summary>
/// How a program on the same machine shows the local identity provider that it can read the key file
/// <c>{state folder}/identity.key</c>, without sending the key: the header <c>Authorization: Local {secret}</c>.
/// </summary>
public static class LocalSecret
{
    public const string Scheme = "Local";

    public const string KeyFile = "identity.key";

    /// <summary>Bytes of the key file.</summary>
    public const int KeyLength = 32;

    /// <summary>HKDF-SHA256 of the key for this one purpose, so that the header's secret signs no token.</summary>
    /// <returns>43 characters of base64url: 256 bits.</returns>
    /// <exception cref="ArgumentException">The key is not <see cref="KeyLength"/> bytes.</exception>
    public static string From(ReadOnlySpan<byte> key)
    {
        if (key.Length != KeyLength)
        {
            throw new ArgumentException($"The key has {key.Length} bytes; expected {KeyLength}.", nameof(key));
        }

        Span<byte> secret = stackalloc byte[32];
        HKDF.DeriveKey(HashAlgorithmName.SHA256, key, secret, salt: [], info: "mlops local secret v1"u8);
        return Base64Url.EncodeToString(secret);
    }
}
