using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace ServerlessMlops.Pipeline.Data;

/// <summary>The values of one page, those of missing cells left out, decoded as they are asked for.</summary>
internal abstract class PageValues
{
    /// <summary>Where values lie that are bytes, in their order, until the next are read.</summary>
    public abstract byte[] Bytes { get; }

    /// <param name="values">An integer; a double's bits; or of bytes the start in <see cref="Bytes"/>, times 2^32, and the length.</param>
    /// <returns>False where there are fewer, or they make no sense.</returns>
    public abstract bool TryRead(Span<long> values);

    protected static long Place(int start, int length) => ((long)start << 32) | (uint)length;
}

/// <summary>Values one behind the other.</summary>
internal sealed class PlainValues(ParquetColumn column, byte[] bytes, int start, int end) : PageValues
{
    private int _position = start;
    private int _bit;

    public override byte[] Bytes => bytes;

    public override bool TryRead(Span<long> values) => column.Physical switch
    {
        ParquetPhysical.Boolean => TryReadBits(values),
        ParquetPhysical.Bytes => TryReadPlaces(values),
        _ => TryReadFixed(values),
    };

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool TryReadFixed(Span<long> values)
    {
        var width = column.Width;
        if ((long)width * values.Length > end - _position)
        {
            return false;
        }

        var from = bytes.AsSpan(_position);
        switch (column.Physical)
        {
            case ParquetPhysical.Int32:
                for (var i = 0; i < values.Length; i++)
                {
                    values[i] = BinaryPrimitives.ReadInt32LittleEndian(from[(4 * i)..]);
                }

                break;
            case ParquetPhysical.Float:
                for (var i = 0; i < values.Length; i++)
                {
                    values[i] = BitConverter.DoubleToInt64Bits(BinaryPrimitives.ReadSingleLittleEndian(from[(4 * i)..]));
                }

                break;
            case ParquetPhysical.Int64 or ParquetPhysical.Double:
                for (var i = 0; i < values.Length; i++)
                {
                    values[i] = BinaryPrimitives.ReadInt64LittleEndian(from[(8 * i)..]);
                }

                break;
            default:
                for (var i = 0; i < values.Length; i++)
                {
                    values[i] = Place(_position + (width * i), width);
                }

                break;
        }

        _position += width * values.Length;
        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool TryReadBits(Span<long> values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            if (_position >= end)
            {
                return false;
            }

            values[i] = (bytes[_position] >> _bit) & 1;
            _bit = (_bit + 1) & 7;
            _position += _bit == 0 ? 1 : 0;
        }

        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool TryReadPlaces(Span<long> values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            if (end - _position < sizeof(int))
            {
                return false;
            }

            var length = BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(_position));
            _position += sizeof(int);
            if (length > (uint)(end - _position))
            {
                return false;
            }

            values[i] = Place(_position, (int)length);
            _position += (int)length;
        }

        return true;
    }
}

/// <summary>Booleans in runs.</summary>
internal sealed class RleBooleans : PageValues
{
    private readonly RleRuns _runs = new();
    private int[] _bits = [];

    public RleBooleans(byte[] bytes, int start, int end) => _runs.Begin(bytes, start, end, 1);

    public override byte[] Bytes => [];

    public override bool TryRead(Span<long> values)
    {
        _bits = _bits.Length < values.Length ? new int[values.Length] : _bits;
        if (!_runs.TryRead(_bits.AsSpan(0, values.Length)))
        {
            return false;
        }

        for (var i = 0; i < values.Length; i++)
        {
            values[i] = _bits[i] & 1;
        }

        return true;
    }
}

/// <summary>The first bytes of all values, then their second bytes, and so on.</summary>
internal sealed class SplitValues(ParquetColumn column, byte[] bytes, int start, int end) : PageValues
{
    private readonly int _count = (end - start) / column.Width;
    private int _next;

    public override byte[] Bytes => [];

    public override bool TryRead(Span<long> values)
    {
        if (values.Length > _count - _next)
        {
            return false;
        }

        for (var i = 0; i < values.Length; i++, _next++)
        {
            ulong value = 0;
            for (var k = 0; k < column.Width; k++)
            {
                value |= (ulong)bytes[start + (k * _count) + _next] << (8 * k);
            }

            values[i] = column.Physical switch
            {
                ParquetPhysical.Int32 => (int)value,
                ParquetPhysical.Float => BitConverter.DoubleToInt64Bits(BitConverter.UInt32BitsToSingle((uint)value)),
                _ => (long)value,
            };
        }

        return true;
    }
}
