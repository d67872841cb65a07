namespace ServerlessMlops.Pipeline.Data;

internal enum ThriftType : byte
{
    Stop = 0,
    True = 1,
    False = 2,
    Byte = 3,
    Int16 = 4,
    Int32 = 5,
    Int64 = 6,
    Double = 7,
    Binary = 8,
    List = 9,
    Set = 10,
    Map = 11,
    Struct = 12,
    Uuid = 13,
}

/// <summary>Thrift's compact protocol, as far as Parquet's footer and page headers need it.</summary>
/// <remarks>Bytes that make no sense end every loop: <see cref="IsBroken"/> is then set, and what was read means nothing.</remarks>
internal ref struct ThriftReader(ReadOnlySpan<byte> bytes)
{
    private const int Deepest = 32;

    private readonly ReadOnlySpan<byte> _bytes = bytes;

    public int Position { get; private set; }

    public bool IsBroken { get; private set; }

    private readonly int Left => _bytes.Length - Position;

    /// <param name="id">Of the field before, 0 before the first.</param>
    /// <returns>False at the end of the struct.</returns>
    public bool NextField(ref int id, out ThriftType type)
    {
        var head = Byte();
        type = (ThriftType)(head & 0x0F);
        if (IsBroken || type == ThriftType.Stop)
        {
            return false;
        }

        id = head >> 4 != 0 ? id + (head >> 4) : (short)Integer();
        return !IsBroken;
    }

    public long Integer()
    {
        var value = Varint();
        return (long)(value >> 1) ^ -(long)(value & 1);
    }

    /// <summary>An integer of 32 bits; one that is none is broken.</summary>
    public int Int32()
    {
        var value = Integer();
        IsBroken |= value != (int)value;
        return IsBroken ? 0 : (int)value;
    }

    public ReadOnlySpan<byte> Binary()
    {
        var length = Varint();
        if (length > (ulong)Left)
        {
            Break();
            return [];
        }

        Position += (int)length;
        return _bytes.Slice(Position - (int)length, (int)length);
    }

    /// <returns>Elements: never more than bytes are left, since each takes at least one.</returns>
    public int List(out ThriftType element)
    {
        var head = Byte();
        element = (ThriftType)(head & 0x0F);
        var count = head >> 4 == 15 ? Varint() : (ulong)(head >> 4);
        if (count > (ulong)Left)
        {
            Break();
        }

        return IsBroken ? 0 : (int)count;
    }

    public byte Byte()
    {
        if (Left == 0)
        {
            Break();
            return 0;
        }

        return _bytes[Position++];
    }

    /// <summary>Skips the value of a field; that of a boolean is in the field's head.</summary>
    public void Skip(ThriftType type, int depth = 0)
    {
        switch (type)
        {
            case ThriftType.True or ThriftType.False:
                break;
            case ThriftType.Byte:
                Byte();
                break;
            case ThriftType.Int16 or ThriftType.Int32 or ThriftType.Int64:
                Varint();
                break;
            case ThriftType.Double:
                Take(sizeof(double));
                break;
            case ThriftType.Uuid:
                Take(16);
                break;
            case ThriftType.Binary:
                Binary();
                break;
            case ThriftType.List or ThriftType.Set when depth < Deepest:
                for (var left = List(out var element); left > 0 && !IsBroken; left--)
                {
                    SkipElement(element, depth + 1);
                }

                break;
            case ThriftType.Struct when depth < Deepest:
                var id = 0;
                while (NextField(ref id, out var field))
                {
                    Skip(field, depth + 1);
                }

                break;
            default:
                Break();
                break;
        }
    }

    /// <summary>Skips an element of a list, where a boolean is a byte: each takes one, so that a list costs what its bytes allow.</summary>
    public void SkipElement(ThriftType type, int depth = 0) =>
        Skip(type is ThriftType.True or ThriftType.False ? ThriftType.Byte : type, depth);

    private void Take(int length)
    {
        if (length > Left)
        {
            Break();
        }
        else
        {
            Position += length;
        }
    }

    private ulong Varint()
    {
        ulong value = 0;
        for (var shift = 0; shift < 64; shift += 7)
        {
            var next = Byte();
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80)
            {
                return value;
            }
        }

        Break();
        return 0;
    }

    private void Break()
    {
        IsBroken = true;
        Position = _bytes.Length;
    }
}
