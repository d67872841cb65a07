using System.Buffers.Binary;

namespace ServerlessMlops.Pipeline.Data;

/// <summary>What a Parquet file says of itself at its end. Nothing of it is believed: what the pages hold is held against it.</summary>
internal sealed class ParquetFooter
{
    /// <summary>Bytes of a footer; one of 10,000 columns and some hundred row groups has about this many.</summary>
    private const int Largest = 64 << 20;

    private const int MostGroups = 1 << 20;
    private const int MostLeaves = 100_000;
    private const int Deepest = 64;
    private const int Tail = 8;

    private ParquetFooter(byte[] bytes) => Bytes = bytes;

    public byte[] Bytes { get; }

    public List<ParquetColumn> Columns { get; } = [];

    /// <summary>Columns that cannot be columns of a table, with the reason.</summary>
    public List<(string Name, string Reason)> LeftOut { get; } = [];

    /// <summary>Columns of a row group, those left out among them.</summary>
    public int Leaves { get; private set; }

    /// <summary>Where in <see cref="Bytes"/> each row group is described.</summary>
    public List<int> Groups { get; } = [];

    public long Rows { get; private set; }

    /// <returns>Null where it cannot be read; it was said why.</returns>
    public static ParquetFooter? Read(Stream file, ParquetFaults faults)
    {
        Span<byte> tail = stackalloc byte[Tail];
        var length = file.Length;
        if (length < Tail + 4 || !TryReadAt(file, length - Tail, tail))
        {
            faults.Corrupt($"it has {length} bytes and no footer");
            return null;
        }

        var size = BinaryPrimitives.ReadUInt32LittleEndian(tail);
        if (tail[4..].SequenceEqual("PARE"u8))
        {
            faults.Unsupported("encryption");
        }
        else if (!tail[4..].SequenceEqual("PAR1"u8))
        {
            faults.Corrupt("it does not end with a footer");
        }
        else if (size > Largest)
        {
            faults.TooLarge($"a footer of {size} bytes", $"at most {Largest} bytes");
        }
        else if (size > length - Tail - 4)
        {
            faults.Corrupt($"the footer is said to have {size} bytes, in a file of {length}");
        }
        else
        {
            var footer = new ParquetFooter(new byte[size]);
            if (!TryReadAt(file, length - Tail - size, footer.Bytes))
            {
                faults.Corrupt("the footer cannot be read");
            }
            else if (footer.TryParse(faults))
            {
                return footer;
            }
        }

        return null;
    }

    public static bool TryReadAt(Stream file, long position, Span<byte> bytes)
    {
        file.Position = position;
        return file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false) == bytes.Length;
    }

    private bool TryParse(ParquetFaults faults)
    {
        var reader = new ThriftReader(Bytes);
        var id = 0;
        while (reader.NextField(ref id, out var type))
        {
            switch (id)
            {
                case 2 when type == ThriftType.List && Leaves == 0:
                    if (!TryReadSchema(ref reader, faults))
                    {
                        return false;
                    }

                    break;
                case 3:
                    Rows = reader.Integer();
                    break;
                case 4 when type == ThriftType.List && Groups.Count == 0:
                    if (!TryFindGroups(ref reader, faults))
                    {
                        return false;
                    }

                    break;
                case 8:
                    return faults.Unsupported("encryption");
                default:
                    reader.Skip(type);
                    break;
            }
        }

        return (!reader.IsBroken && Rows >= 0) || faults.Corrupt("the footer makes no sense");
    }

    private bool TryReadSchema(ref ThriftReader reader, ParquetFaults faults)
    {
        Span<int> left = stackalloc int[Deepest];
        var depth = 0;
        for (var count = reader.List(out _); count > 0 && !reader.IsBroken; count--)
        {
            var element = ParquetElement.Read(ref reader);
            if (depth == 1)
            {
                if (element.ToColumn(Leaves, out var reason) is { } column)
                {
                    Columns.Add(column);
                }
                else
                {
                    LeftOut.Add((element.Name, reason));
                }
            }

            Leaves += element.Children > 0 || depth == 0 ? 0 : 1;
            if (Columns.Count + LeftOut.Count > DataLimits.Columns || Leaves > MostLeaves)
            {
                return faults.TooLarge($"more than {DataLimits.Columns} columns", $"at most {DataLimits.Columns} columns");
            }

            if (depth > 0)
            {
                left[depth]--;
            }

            if (element.Children > 0 && ++depth == Deepest)
            {
                return faults.Corrupt($"the schema is more than {Deepest} deep");
            }

            if (element.Children > 0)
            {
                left[depth] = element.Children;
            }

            while (depth > 0 && left[depth] == 0)
            {
                depth--;
            }
        }

        return !reader.IsBroken || faults.Corrupt("the schema makes no sense");
    }

    private bool TryFindGroups(ref ThriftReader reader, ParquetFaults faults)
    {
        var count = reader.List(out var element);
        if (count > MostGroups)
        {
            return faults.TooLarge($"{count} row groups", $"at most {MostGroups} row groups");
        }

        for (; count > 0 && !reader.IsBroken; count--)
        {
            Groups.Add(reader.Position);
            reader.SkipElement(element);
        }

        return !reader.IsBroken || faults.Corrupt("the list of row groups makes no sense");
    }
}
