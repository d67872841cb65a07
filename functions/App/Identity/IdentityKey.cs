using System.Security.Cryptography;
using System.Text;
using ServerlessMlops.Pipeline.Contracts;

namespace ServerlessMlops.App.Identity;

/// <summary>
/// The secret of the local identity provider, in <c>{state folder}/identity.key</c>, readable by its owner only.
/// It signs nothing itself: each purpose has its own key derived from it.
/// </summary>
public sealed class IdentityKey
{
    private readonly byte[] key;

    private IdentityKey(byte[] key) => this.key = key;

    /// <summary>Reads the key, or makes it; of two processes that make it at once, both use the first one's.</summary>
    /// <exception cref="InvalidOperationException">The file has another length, or others may read it.</exception>
    public static IdentityKey Open(string stateFolder) =>
        new(SecretFile.Open(Path.Combine(stateFolder, LocalSecret.KeyFile), LocalSecret.KeyLength));

    /// <summary>What the header <c>Authorization: Local</c> must carry.</summary>
    public string LocalSecretText => LocalSecret.From(key);

    /// <summary>A key of 256 bits for one purpose; HKDF-SHA256 with the purpose as its info.</summary>
    public byte[] For(string purpose) =>
        HKDF.DeriveKey(HashAlgorithmName.SHA256, key, 32, salt: null, info: Encoding.UTF8.GetBytes(purpose));
}
