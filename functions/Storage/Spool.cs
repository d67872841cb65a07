using System.Buffers;
using System.Security.Cryptography;

namespace ServerlessMlops.Storage;

/// <summary>A stream read once to its end, hashed on the way, and kept where it can be read again: what is checked is then what is used.</summary>
/// <param name="Content">Seekable, at its start. Its file, if it has one, goes with it.</param>
public sealed record Spool(Stream Content, string Digest, long Length) : IAsyncDisposable
{
    private const int InMemory = 1 << 20;

    /// <param name="expected">Bytes that are expected; null where not known. Small contents stay in memory.</param>
    /// <param name="limit">Reading stops behind it, and <see cref="Length"/> then lies above it.</param>
    public static async Task<Spool> ReadAsync(Stream source, long? expected, long limit, CancellationToken cancellation)
    {
        Stream kept = expected <= InMemory ? new MemoryStream((int)expected.Value) : TemporaryFile();
        var buffer = ArrayPool<byte>.Shared.Rent(1 << 17);
        try
        {
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            var length = 0L;
            for (var read = await source.ReadAsync(buffer, cancellation); read > 0 && length <= limit; read = await source.ReadAsync(buffer, cancellation))
            {
                hash.AppendData(buffer, 0, read);
                await kept.WriteAsync(buffer.AsMemory(0, read), cancellation);
                length += read;
            }

            kept.Position = 0;
            return new Spool(kept, Convert.ToHexStringLower(hash.GetHashAndReset()), length);
        }
        catch
        {
            await kept.DisposeAsync();
            throw;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>What <paramref name="write"/> writes, in a file of its own.</summary>
    public static Spool Write(Action<Stream> write)
    {
        var file = TemporaryFile();
        try
        {
            write(file);
            file.Position = 0;
            var digest = Convert.ToHexStringLower(SHA256.HashData(file));
            file.Position = 0;
            return new Spool(file, digest, file.Length);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    public ValueTask DisposeAsync() => Content.DisposeAsync();

    private static FileStream TemporaryFile()
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Share = FileShare.None,
            Options = FileOptions.DeleteOnClose | FileOptions.Asynchronous,
        };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return new FileStream(Path.Combine(Path.GetTempPath(), $"mlops-{Path.GetRandomFileName()}"), options);
    }
}
