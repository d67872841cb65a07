namespace ServerlessMlops.Pipeline.Data;

/// <summary>Where the pages of one column in one row group lie.</summary>
internal struct ParquetChunk
{
    public int Codec;
    public int Physical;
    public long Values;
    public long Start;
    public long Length;
    public bool IsElsewhere;
    public bool IsEncrypted;

    public static ParquetChunk Read(ref ThriftReader reader)
    {
        var chunk = default(ParquetChunk);
        var id = 0;
        while (reader.NextField(ref id, out var type))
        {
            switch (id)
            {
                case 1 when type == ThriftType.Binary:
                    chunk.IsElsewhere = reader.Binary().Length > 0;
                    break;
                case 3 when type == ThriftType.Struct:
                    chunk.ReadMetadata(ref reader);
                    break;
                case 8 or 9:
                    chunk.IsEncrypted = true;
                    reader.Skip(type);
                    break;
                default:
                    reader.Skip(type);
                    break;
            }
        }

        return chunk;
    }

    private void ReadMetadata(ref ThriftReader reader)
    {
        long data = 0;
        long dictionary = 0;
        var id = 0;
        while (reader.NextField(ref id, out var type))
        {
            switch (id)
            {
                case 1:
                    Physical = reader.Int32();
                    break;
                case 4:
                    Codec = reader.Int32();
                    break;
                case 5:
                    Values = reader.Integer();
                    break;
                case 7:
                    Length = reader.Integer();
                    break;
                case 9:
                    data = reader.Integer();
                    break;
                case 11:
                    dictionary = reader.Integer();
                    break;
                default:
                    reader.Skip(type);
                    break;
            }
        }

        // Some writers give 0 where there is no dictionary.
        Start = dictionary > 0 ? Math.Min(dictionary, data) : data;
    }
}

/// <summary>A run of rows, whose columns lie one behind the other.</summary>
internal sealed class ParquetGroup
{
    public long Rows { get; private set; }

    public ParquetChunk[] Chunks { get; private set; } = [];

    /// <summary>Read where it is come to, so that memory does not grow with the number of row groups.</summary>
    public static ParquetGroup? Read(ParquetFooter footer, int index, long fileLength, ParquetFaults faults)
    {
        var reader = new ThriftReader(footer.Bytes.AsSpan(footer.Groups[index]));
        var group = new ParquetGroup();
        var id = 0;
        while (reader.NextField(ref id, out var type))
        {
            switch (id)
            {
                case 1 when type == ThriftType.List:
                    var count = reader.List(out _);
                    if (count != footer.Leaves)
                    {
                        faults.Corrupt($"row group {index + 1} has {count} columns; the schema has {footer.Leaves}");
                        return null;
                    }

                    group.Chunks = new ParquetChunk[count];
                    for (var i = 0; i < count; i++)
                    {
                        group.Chunks[i] = ParquetChunk.Read(ref reader);
                    }

                    break;
                case 3:
                    group.Rows = reader.Integer();
                    break;
                default:
                    reader.Skip(type);
                    break;
            }
        }

        if (reader.IsBroken || group.Rows < 0 || (group.Rows > 0 && group.Chunks.Length == 0))
        {
            faults.Corrupt($"row group {index + 1} makes no sense");
            return null;
        }

        return group.Rows == 0 || group.IsSound(footer, fileLength, faults) ? group : null;
    }

    private bool IsSound(ParquetFooter footer, long fileLength, ParquetFaults faults)
    {
        foreach (var column in footer.Columns)
        {
            ref var chunk = ref Chunks[column.Leaf];
            if (chunk.IsEncrypted)
            {
                return faults.Unsupported("encryption", column.Name);
            }

            if (chunk.IsElsewhere)
            {
                return faults.Unsupported("pages in another file", column.Name);
            }

            if (chunk.Start < 4 || chunk.Length < 0 || chunk.Start > fileLength || chunk.Length > fileLength - chunk.Start)
            {
                return faults.Corrupt("its pages are said to lie outside of the file", column.Name);
            }

            if (chunk.Values != Rows)
            {
                return faults.Corrupt($"it is said to have {chunk.Values} values in {Rows} rows", column.Name);
            }

            if (chunk.Physical != (int)column.Physical)
            {
                return faults.Corrupt("its type is one in the schema and another in a row group", column.Name);
            }
        }

        return true;
    }
}
