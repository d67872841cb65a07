using System.Security.Cryptography;

namespace ServerlessMlops.App.Identity;

/// <summary>Random bytes in a file of this machine that its owner alone may read.</summary>
public static class SecretFile
{
    /// <summary>Reads the secret, or makes it; of two processes that make it at once, both use the first one's.</summary>
    /// <param name="length">Bytes.</param>
    /// <exception cref="InvalidOperationException">The file has another length, or others may read it.</exception>
    public static byte[] Open(string path, int length)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        if (!File.Exists(path))
        {
            Create(path, length);
        }

        RefuseIfOthersMayRead(path);
        var secret = File.ReadAllBytes(path);
        return secret.Length == length
            ? secret
            : throw new InvalidOperationException($"{path} has {secret.Length} bytes; expected {length}. Delete it to have a new one made.");
    }

    // Written whole under another name first: nobody ever reads half a key.
    private static void Create(string path, int length)
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
                file.Write(RandomNumberGenerator.GetBytes(length));
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
