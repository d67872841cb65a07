using System.IO.Compression;
using System.Text.Json;
using ServerlessMlops.Cli.Http;
using ServerlessMlops.Pipeline.Contracts;

namespace ServerlessMlops.Cli.Ledger;

/// <summary>Where a log is read from: the running app, or a pack that was written before.</summary>
internal abstract class LogSource
{
    /// <param name="path">As c2sp.org/tlog-tiles names it: <c>checkpoint</c>, <c>tile/…</c>.</param>
    public abstract Task<byte[]?> FindAsync(string path, CancellationToken cancellation);

    public abstract Task<LogKeyList> KeysAsync(CancellationToken cancellation);

    /// <summary>Null where the chain is not there.</summary>
    public abstract Task<IReadOnlyList<AuditEntry>?> FindChainAsync(string chain, CancellationToken cancellation);
}

internal sealed class AppLog(ApiClient api) : LogSource
{
    public override Task<byte[]?> FindAsync(string path, CancellationToken cancellation) => api.FindLogAsync(path, cancellation);

    public override Task<LogKeyList> KeysAsync(CancellationToken cancellation) => api.LogKeysAsync(cancellation);

    public override async Task<IReadOnlyList<AuditEntry>?> FindChainAsync(string chain, CancellationToken cancellation) =>
        await api.FindChainAsync(chain, cancellation);
}

/// <summary>A zip file of the log's resources under their paths, its keys as <c>keys.json</c>, and chains as <c>audit/{chain}.json</c>.</summary>
internal sealed class PackedLog(FileInfo file) : LogSource
{
    public const string KeysPath = "keys.json";

    public static string PathOf(string chain) => $"audit/{Uri.EscapeDataString(chain)}.json";

    public override async Task<byte[]?> FindAsync(string path, CancellationToken cancellation)
    {
        try
        {
            using var zip = ZipFile.OpenRead(file.FullName);
            if (zip.GetEntry(path) is not { } entry)
            {
                return null;
            }

            await using var content = entry.Open();
            using var all = new MemoryStream();
            await content.CopyToAsync(all, cancellation);
            return all.ToArray();
        }
        catch (InvalidDataException broken)
        {
            throw new CommandFault($"{file.FullName} is not a zip file that can be read: {broken.Message}");
        }
    }

    public override async Task<LogKeyList> KeysAsync(CancellationToken cancellation) =>
        await JsonAsync<LogKeyList>(KeysPath, cancellation) ?? new([]);

    public override async Task<IReadOnlyList<AuditEntry>?> FindChainAsync(string chain, CancellationToken cancellation) =>
        await JsonAsync<List<AuditEntry>>(PathOf(chain), cancellation);

    /// <summary>Everything that the newest checkpoint covers.</summary>
    public static async Task WriteAsync(LogSource source, FileInfo file, LedgerCheck check, CancellationToken cancellation)
    {
        // Whole or not at all: a broken connection leaves no half pack.
        var draft = $"{file.FullName}.part";
        await using (var zip = await ZipFile.OpenAsync(draft, ZipArchiveMode.Create, cancellation))
        {
            await AddAsync(zip, KeysPath, MlopsJson.WriteBytes(await source.KeysAsync(cancellation)), cancellation);
            foreach (var (path, content) in check.Read)
            {
                await AddAsync(zip, path, content, cancellation);
            }

            foreach (var (chain, entries) in check.ChainsRead)
            {
                await AddAsync(zip, PathOf(chain), MlopsJson.WriteBytes(entries), cancellation);
            }
        }

        File.Move(draft, file.FullName, overwrite: true);
    }

    private static async Task AddAsync(ZipArchive zip, string path, byte[] content, CancellationToken cancellation)
    {
        await using var entry = await zip.CreateEntry(path, CompressionLevel.Fastest).OpenAsync(cancellation);
        await entry.WriteAsync(content, cancellation);
    }

    private async Task<T?> JsonAsync<T>(string path, CancellationToken cancellation)
        where T : class
    {
        try
        {
            return await FindAsync(path, cancellation) is { } content ? MlopsJson.Read<T>(content) : null;
        }
        catch (JsonException broken)
        {
            throw new CommandFault($"{path} of {file.FullName} is not what was expected: {broken.Message}");
        }
    }
}
