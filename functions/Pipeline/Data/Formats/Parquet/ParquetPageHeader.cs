namespace ServerlessMlops.Pipeline.Data;

internal enum ParquetPageType
{
    Data = 0,
    Index = 1,
    Dictionary = 2,
    DataV2 = 3,
}

internal enum ParquetEncoding
{
    Plain = 0,
    PlainDictionary = 2,
    Rle = 3,
    DeltaBinaryPacked = 5,
    DeltaLengthByteArray = 6,
    DeltaByteArray = 7,
    RleDictionary = 8,
    ByteStreamSplit = 9,
}

/// <summary>What stands before a page. Sizes are those that the file tells.</summary>
internal struct ParquetPageHeader
{
    public ParquetPageType Type;
    public ParquetEncoding Encoding;
    public ParquetEncoding LevelEncoding;
    public int Uncompressed;
    public int Compressed;
    public int Values;
    public int DefinitionBytes;
    public int RepetitionBytes;
    public bool IsPlain;

    /// <returns>Bytes of the header; 0 where these are none, or too few.</returns>
    public static int TryRead(ReadOnlySpan<byte> bytes, out ParquetPageHeader header)
    {
        header = new ParquetPageHeader { LevelEncoding = ParquetEncoding.Rle };
        var reader = new ThriftReader(bytes);
        var id = 0;
        while (reader.NextField(ref id, out var type))
        {
            switch (id)
            {
                case 1:
                    header.Type = (ParquetPageType)reader.Int32();
                    break;
                case 2:
                    header.Uncompressed = reader.Int32();
                    break;
                case 3:
                    header.Compressed = reader.Int32();
                    break;
                case 5 or 7 when type == ThriftType.Struct:
                    header.ReadV1(ref reader);
                    break;
                case 8 when type == ThriftType.Struct:
                    header.ReadV2(ref reader);
                    break;
                default:
                    reader.Skip(type);
                    break;
            }
        }

        return reader.IsBroken ? 0 : reader.Position;
    }

    private void ReadV1(ref ThriftReader reader)
    {
        var id = 0;
        while (reader.NextField(ref id, out var type))
        {
            switch (id)
            {
                case 1:
                    Values = reader.Int32();
                    break;
                case 2:
                    Encoding = (ParquetEncoding)reader.Int32();
                    break;
                case 3 when type == ThriftType.Int32:
                    LevelEncoding = (ParquetEncoding)reader.Int32();
                    break;
                default:
                    reader.Skip(type);
                    break;
            }
        }
    }

    private void ReadV2(ref ThriftReader reader)
    {
        var id = 0;
        while (reader.NextField(ref id, out var type))
        {
            switch (id)
            {
                case 1:
                    Values = reader.Int32();
                    break;
                case 4:
                    Encoding = (ParquetEncoding)reader.Int32();
                    break;
                case 5:
                    DefinitionBytes = reader.Int32();
                    break;
                case 6:
                    RepetitionBytes = reader.Int32();
                    break;
                case 7:
                    IsPlain = type == ThriftType.False;
                    break;
                default:
                    reader.Skip(type);
                    break;
            }
        }
    }
}
