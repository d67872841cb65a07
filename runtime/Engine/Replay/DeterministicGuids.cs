using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Embedded.Engine.Replay;

/// <summary>Ids by RFC 4122 §4.3, version 5: the SHA-1 of a namespace and of instance, turn time and count.</summary>
internal sealed class DeterministicGuids(string instanceId)
{
    // The namespace that Durable Task uses, so that both engines make the same ids of the same turn.
    private static readonly byte[] Namespace = Convert.FromHexString("9E9529585E334DAF827F2FA12937B875");

    private int _count;

    public Guid Next(DateTime now)
    {
        var name = Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{instanceId}_{now:o}_{_count++}"));
        Span<byte> hash = stackalloc byte[SHA1.HashSizeInBytes];
        SHA1.HashData([.. Namespace, .. name], hash);
        hash[6] = (byte)((hash[6] & 0x0F) | 0x50);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(
            BinaryPrimitives.ReadInt32BigEndian(hash),
            BinaryPrimitives.ReadInt16BigEndian(hash[4..]),
            BinaryPrimitives.ReadInt16BigEndian(hash[6..]),
            hash[8], hash[9], hash[10], hash[11], hash[12], hash[13], hash[14], hash[15]);
    }
}
