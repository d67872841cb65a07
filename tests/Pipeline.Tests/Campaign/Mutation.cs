using System.Buffers.Binary;

namespace ServerlessMlops.Pipeline.Tests.Campaign;

/// <summary>Damages a file as disks, networks and attackers do.</summary>
internal static class Mutation
{
    private static readonly uint[] Numbers = [0, 1, 0x7F, 0x80, 0xFF, 0xFFFF, 0x7FFF_FFFF, 0x8000_0000, uint.MaxValue, 0x00FF_FFFF];

    /// <summary>Bytes that mean something in one of the formats.</summary>
    private static readonly byte[] Meaning = [.. "\",;\n\r\0{}[]:\\tnue-."u8, 0xEF, 0xBB, 0xBF, 0xFE, 0xFF, 0x15, 0x19, 0x1C, 0x2C];

    /// <param name="other">A file of the same format, parts of which are taken over.</param>
    public static byte[] Of(byte[] file, byte[] other, Random random)
    {
        var bytes = (byte[])file.Clone();
        for (var times = 1 + random.Next(4); times > 0 && bytes.Length > 0; times--)
        {
            bytes = Once(bytes, other, random);
        }

        return bytes;
    }

    private static byte[] Once(byte[] bytes, byte[] other, Random random)
    {
        var at = Place(bytes.Length, random);
        switch (random.Next(9))
        {
            case 0:
                bytes[at] ^= (byte)(1 << random.Next(8));
                return bytes;
            case 1:
                bytes[at] = (byte)random.Next(256);
                return bytes;
            case 2:
                bytes[at] = Meaning[random.Next(Meaning.Length)];
                return bytes;
            case 3:
                return bytes[..at];
            case 4:
                return [.. bytes[..at], .. bytes[Math.Min(bytes.Length, at + 1 + random.Next(64))..]];
            case 5:
                return [.. bytes[..at], .. Part(bytes, random), .. bytes[at..]];
            case 6:
                return [.. bytes[..at], .. Part(other, random), .. bytes[at..]];
            case 7:
                var rest = bytes[Math.Min(bytes.Length, at + random.Next(3))..];
                return [.. bytes[..at], .. Varint(Numbers[random.Next(Numbers.Length)]), .. rest];
            default:
                if (at + 4 <= bytes.Length)
                {
                    BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(at), Numbers[random.Next(Numbers.Length)]);
                }

                return bytes;
        }
    }

    /// <summary>Anywhere, and as often in the last bytes, where a Parquet file says what it holds.</summary>
    private static int Place(int length, Random random) =>
        random.Next(2) == 0 ? random.Next(length) : length - 1 - random.Next(Math.Min(length, 600));

    private static byte[] Part(byte[] bytes, Random random)
    {
        var start = random.Next(bytes.Length + 1);
        return bytes[start..Math.Min(bytes.Length, start + random.Next(200))];
    }

    private static byte[] Varint(uint value)
    {
        var bytes = new List<byte>();
        for (; value >= 0x80; value >>= 7)
        {
            bytes.Add((byte)(value | 0x80));
        }

        return [.. bytes, (byte)value];
    }
}
