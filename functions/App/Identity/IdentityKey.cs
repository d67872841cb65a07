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
    public static IdentityKey Open(string stateFolder)
    {
        Directory.CreateDirectory(stateFolder);
        var path = Path.Combine(stateFolder, LocalSecret.KeyFile);
        if (!File.Exists(path))
        {
            Create(path);
        }

        RefuseIfOthersMayRead(path);
        var key = File.ReadAllBytes(path);
        return key.Length == LocalSecret.KeyLength
            ? new IdentityKey(key)
            : throw new InvalidOperationException($"{path} has {key.Length} bytes; expected {LocalSecret.KeyLength}. Delete it to have a new one made.");
    }

    /// <summary>What the header <c>Authorization: Local</c> must carry.</summary>
    public string LocalSecretText => LocalSecret.From(key);

    /// <summary>A key of 256 bits for one purpose; HKDF-SHA256 with the purpose as its info.</summary>
    public byte[] For(string purpose) =>
        HKDF.DeriveKey(HashAlgorithmName.SHA256, key, 32, salt: null, info: Encoding.UTF8.GetBytes(purpose));

    // Written whole under another name first: nobody ever reads half a key.
    private static void Create(string path)
    {
        var draft = $"{path}.{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8))}";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.None };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        try
        {
            using (var file = new FileStream(draft, options))
            {
                file.Write(RandomNumberGenerator.GetBytes(LocalSecret.KeyLength));
                file.Flush(flushToDisk: true);
            }

            File.Move(draft, path, overwrite: false);
        }
        catch (IOException) when (File.Exists(path))
        {
            File.Delete(draft);
        }
    }

    private static void RefuseIfOthersMayRead(string path)
    {
        const UnixFileMode others = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;
        if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & others) != 0)
        {
            throw new InvalidOperationException($"Others than its owner may read or write {path}. Run: chmod 600 '{path}'");
        }
    }
}
