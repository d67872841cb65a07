using System.Buffers.Binary;

namespace ServerlessMlops.Pipeline.Ledger.Transparency;

/// <summary>Entries as c2sp.org/tlog-tiles keeps them: each behind its length as a big-endian uint16.</summary>
public static class EntryBundle
{
    /// <summary>Bytes that an entry may have.</summary>
    public const int MaxEntry = ushort.MaxValue;

    private const int Prefix = sizeof(ushort);

    /// <exception cref="ArgumentException">An entry is longer than <see cref="MaxEntry"/>.</exception>
    public static byte[] Write(IReadOnlyList<byte[]> entries)
    {
        var bundle = new byte[entries.Sum(entry => Prefix + entry.Length)];
        var at = 0;
        foreach (var entry in entries)
        {
            if (entry.Length > MaxEntry)
            {
                throw new ArgumentException($"Seen an entry of {entry.Length} bytes; at most {MaxEntry} fit.", nameof(entries));
            }

            BinaryPrimitives.WriteUInt16BigEndian(bundle.AsSpan(at), (ushort)entry.Length);
            entry.CopyTo(bundle, at + Prefix);
            at += Prefix + entry.Length;
        }

        return bundle;
    }

    /// <summary>The whole entries, in order.</summary>
    /// <returns>False where bytes are left over that are no whole entry; those before are given.</returns>
    public static bool TryRead(ReadOnlySpan<byte> bundle, out IReadOnlyList<byte[]> entries)
    {
        var read = new List<byte[]>();
        entries = read;
        while (bundle.Length >= Prefix && BinaryPrimitives.ReadUInt16BigEndian(bundle) is var length && bundle.Length >= Prefix + length)
        {
            read.Add(bundle.Slice(Prefix, length).ToArray());
            bundle = bundle[(Prefix + length)..];
        }

        return bundle.IsEmpty;
    }
}
