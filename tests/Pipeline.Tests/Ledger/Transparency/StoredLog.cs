using System.Text;
using ServerlessMlops.Pipeline.Ledger.Transparency;

namespace ServerlessMlops.Pipeline.Tests.Ledger.Transparency;

/// <summary>A log in memory as storage holds it, which a test may change as its keeper could.</summary>
internal sealed class StoredLog
{
    private readonly Dictionary<string, byte[]> _blobs = [];
    private readonly List<byte[]> _entries = [];

    public static readonly Ed25519NoteSigner Signer = new("log.example.org", [.. Enumerable.Repeat((byte)7, 32)]);

    /// <summary>Every head that was signed, as an auditor may have kept it.</summary>
    public List<Checkpoint> Heads { get; } = [];

    public static async Task<StoredLog> OfAsync(params string[][] additions)
    {
        var log = new StoredLog();
        foreach (var addition in additions)
        {
            await log.AddAsync(addition);
        }

        return log;
    }

    public static string[] Numbered(int from, int count) => [.. Enumerable.Range(from, count).Select(i => $"entry {i}")];

    public async Task AddAsync(IEnumerable<string> entries)
    {
        var edge = TreeGrowth.Edge(_entries.Count).ToDictionary(tile => tile, tile => _blobs[tile.Path]);
        byte[][] added = [.. entries.Select(Encoding.UTF8.GetBytes)];
        var grown = TreeGrowth.Grow(_entries.Count, edge, added);
        _entries.AddRange(added);
        foreach (var tile in grown.Written)
        {
            _blobs.Add(tile.Tile.Path, tile.Content);
        }

        Heads.Add(new(Signer.Key.Name, grown.Size, grown.Root));
        _blobs["checkpoint"] = (await SignedNote.SignAsync(Heads[^1].Text, [Signer])).ToBytes();
    }

    /// <summary>Changes one stored bundle as a list of its entries.</summary>
    public void Change(string bundle, Action<List<byte[]>> change)
    {
        EntryBundle.TryRead(_blobs[bundle], out var entries);
        var changed = entries.ToList();
        change(changed);
        _blobs[bundle] = EntryBundle.Write(changed);
    }

    public void Change(string path, Func<byte[], byte[]> change) => _blobs[path] = change(_blobs[path]);

    public void Remove(string path) => _blobs.Remove(path);

    public Task<LogVerdict> VerifyAsync(params Checkpoint[] kept) =>
        LogAudit.VerifyAsync((path, _) => Task.FromResult(_blobs.GetValueOrDefault(path)), [Signer.Key], kept);
}
