using System.Security.Cryptography;

namespace ServerlessMlops.Pipeline.Ledger.Transparency;

/// <summary>
/// The hashes of RFC 6962 §2.1: a leaf is hashed behind 0x00 and a node behind 0x01, so that neither passes for the other.
/// </summary>
public static class Rfc6962
{
    private const byte LeafPrefix = 0;
    private const byte NodePrefix = 1;
    private const int OnStack = 1024;

    /// <summary>Of a tree without leaves: SHA-256 of nothing.</summary>
    public static readonly TreeHash Empty = TreeHash.Of(SHA256.HashData([]));

    /// <summary>SHA-256(0x00 ‖ entry).</summary>
    public static TreeHash Leaf(ReadOnlySpan<byte> entry)
    {
        var prefixed = entry.Length < OnStack ? stackalloc byte[entry.Length + 1] : new byte[entry.Length + 1];
        prefixed[0] = LeafPrefix;
        entry.CopyTo(prefixed[1..]);
        return Sha256(prefixed);
    }

    /// <summary>SHA-256(0x01 ‖ left ‖ right).</summary>
    public static TreeHash Node(in TreeHash left, in TreeHash right)
    {
        Span<byte> prefixed = stackalloc byte[1 + (2 * TreeHash.Length)];
        prefixed[0] = NodePrefix;
        left.Bytes.CopyTo(prefixed[1..]);
        right.Bytes.CopyTo(prefixed[(1 + TreeHash.Length)..]);
        return Sha256(prefixed);
    }

    private static TreeHash Sha256(ReadOnlySpan<byte> content)
    {
        Span<byte> hash = stackalloc byte[TreeHash.Length];
        SHA256.HashData(content, hash);
        return TreeHash.Of(hash);
    }
}
