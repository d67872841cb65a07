using System.Buffers.Binary;

namespace ServerlessMlops.Pipeline.Tests.Data.Formats;

/// <summary>A page as its header tells it, and the bytes that follow. Sizes not given are the true ones.</summary>
internal sealed record ForgedPage(byte[] Bytes, int Values)
{
    /// <summary>0 data, 1 index, 2 dictionary, 3 data of version 2.</summary>
    public int Type { get; init; }

    /// <summary>0 plain, 8 places in the dictionary; see the format.</summary>
    public int Encoding { get; init; }

    public int? Compressed { get; init; }

    public int? Uncompressed { get; init; }

    public byte[] ToBytes()
    {
        (int, object?)[] data = Type switch
        {
            2 => [(1, Values), (2, Encoding)],
            3 => [(1, Values), (2, 0), (3, Values), (4, Encoding), (5, 0), (6, 0)],
            _ => [(1, Values), (2, Encoding), (3, 3), (4, 3)],
        };
        var place = Type switch { 1 => 6, 2 => 7, 3 => 8, _ => 5 };
        return
        [
            .. ThriftWriter.Struct(
                (1, Type), (2, Uncompressed ?? Bytes.Length), (3, Compressed ?? Bytes.Length),
                (place, Type == 1 ? Array.Empty<(int, object?)>() : data)),
            .. Bytes,
        ];
    }
}

/// <summary>A column as the footer tells it. What is not given is the truth.</summary>
internal sealed record ForgedColumn(string Name, params ForgedPage[] Pages)
{
    /// <summary>0 boolean, 1 int32, 2 int64, 3 int96, 4 float, 5 double, 6 bytes, 7 bytes of one length.</summary>
    public int Physical { get; init; } = 2;

    /// <summary>Physical type told in the row group.</summary>
    public int? PhysicalInGroup { get; init; }

    public int Codec { get; init; }

    public int? Length { get; init; }

    public int? Repetition { get; init; } = 0;

    public int? Converted { get; init; }

    public int? Children { get; init; }

    public long? Values { get; init; }

    public long? Start { get; init; }

    public long? Size { get; init; }

    public string? OtherFile { get; init; }

    public bool IsEncrypted { get; init; }

    public (int, object?)[] Element =>
        [(1, Children is null ? Physical : null), (2, Length), (3, Repetition), (4, Name), (5, Children), (6, Converted)];
}

/// <summary>Parquet files that no writer makes: every number in them can be a lie.</summary>
internal sealed record ForgedParquet(params ForgedColumn[] Columns)
{
    /// <summary>Rows of a row group; the true ones where not given.</summary>
    public long? Rows { get; init; }

    /// <summary>Rows of the file.</summary>
    public long? FileRows { get; init; }

    /// <summary>Row groups, all of them with the same pages.</summary>
    public int Groups { get; init; } = 1;

    /// <summary>Columns at the top of the schema; the others lie within them.</summary>
    public int? RootChildren { get; init; }

    /// <summary>Bytes of the footer.</summary>
    public uint? FooterLength { get; init; }

    public string Magic { get; init; } = "PAR1";

    public byte[] ToBytes()
    {
        var file = new MemoryStream();
        file.Write("PAR1"u8);
        var chunks = new List<object>();
        foreach (var column in Columns.Where(column => column.Children is null))
        {
            var start = file.Position;
            Array.ForEach(column.Pages, page => file.Write(page.ToBytes()));
            chunks.Add(Chunk(column, start, file.Position - start));
        }

        var rows = Rows ?? Columns[^1].Pages.Where(page => page.Type != 2).Sum(page => (long)page.Values);
        (int, object?)[] root = [(4, "schema"), (5, RootChildren ?? Columns.Length)];
        (int, object?)[] group = [(1, chunks.ToArray()), (2, 0L), (3, rows)];
        var footer = ThriftWriter.Struct(
            (1, 2), (2, (object[])[root, .. Columns.Select(column => column.Element)]), (3, FileRows ?? (rows * Groups)),
            (4, Enumerable.Repeat<object>(group, Groups).ToArray()));
        file.Write(footer);
        var tail = new byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(tail, FooterLength ?? (uint)footer.Length);
        file.Write(tail);
        file.Write(System.Text.Encoding.ASCII.GetBytes(Magic));
        return file.ToArray();
    }

    /// <summary>Integers of 64 bits, one behind the other.</summary>
    public static byte[] Longs(params long[] values) => [.. values.SelectMany(BitConverter.GetBytes)];

    /// <summary>Texts, each behind its length.</summary>
    public static byte[] Texts(params string[] values) =>
        [.. values.Select(System.Text.Encoding.UTF8.GetBytes).SelectMany(text => (byte[])[.. BitConverter.GetBytes(text.Length), .. text])];

    /// <summary>One value, so many times, in runs of at most <paramref name="run"/>.</summary>
    public static byte[] Runs(int width, byte value, int count, int run = 1 << 30)
    {
        var bytes = new MemoryStream();
        bytes.WriteByte((byte)width);
        for (; count > 0; count -= run)
        {
            for (var head = (uint)Math.Min(run, count) << 1; ; head >>= 7)
            {
                bytes.WriteByte((byte)(head >= 0x80 ? head | 0x80 : head));
                if (head < 0x80)
                {
                    break;
                }
            }

            bytes.WriteByte(value);
        }

        return bytes.ToArray();
    }

    private static (int, object?)[] Chunk(ForgedColumn column, long start, long length)
    {
        (int, object?)[] facts =
        [
            (1, column.PhysicalInGroup ?? column.Physical), (2, (object[])[0]), (3, (object[])[column.Name]), (4, column.Codec),
            (5, column.Values ?? column.Pages.Where(page => page.Type != 2).Sum(page => (long)page.Values)), (6, length),
            (7, column.Size ?? length), (9, column.Start ?? start),
        ];
        return
        [
            (1, column.OtherFile), (2, 0L), (3, facts),
            (8, column.IsEncrypted ? Array.Empty<(int, object?)>() : null),
        ];
    }
}
