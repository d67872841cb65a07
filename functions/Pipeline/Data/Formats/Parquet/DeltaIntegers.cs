using System.Buffers.Binary;

namespace ServerlessMlops.Pipeline.Data;

/// <summary>Integers as packed differences (DELTA_BINARY_PACKED).</summary>
/// <param name="narrow">Integers of 32 bits, which wrap around as such.</param>
internal sealed class DeltaIntegers(byte[] bytes, int start, int end, bool narrow) : PageValues
{
    private const int MostInBlock = 1 << 16;
    private const int MostInMiniblock = 1 << 10;

    private int _position = start;
    private long[] _deltas = [];
    private int _widths;
    private int _miniblock;
    private int _miniblocks;
    private int _taken;
    private long _value;
    private long _minimum;
    private long _left = -1;
    private bool _first;

    public override byte[] Bytes => [];

    /// <summary>Behind the last value, once all were read.</summary>
    public int Position => _position;

    /// <summary>Values that the page says to hold; -1 where it makes no sense.</summary>
    public long Count
    {
        get
        {
            if (_left < 0)
            {
                Begin();
            }

            return _left;
        }
    }

    public override bool TryRead(Span<long> values)
    {
        if (values.Length > Count)
        {
            return false;
        }

        for (var i = 0; i < values.Length; i++)
        {
            if (_first)
            {
                _first = false;
            }
            else
            {
                if (_taken == _deltas.Length && !TryMiniblock())
                {
                    return false;
                }

                _value += _minimum + _deltas[_taken++];
                _value = narrow ? (int)_value : _value;
            }

            values[i] = _value;
            _left--;
        }

        return true;
    }

    private void Begin()
    {
        if (TryVarint(out var block) && TryVarint(out var miniblocks) && TryVarint(out var count) && TryVarint(out var first)
            && block <= MostInBlock && miniblocks is > 0 and <= MostInBlock && block % miniblocks == 0
            && block / miniblocks is > 0 and <= MostInMiniblock and var size && size % 8 == 0 && count <= int.MaxValue)
        {
            _deltas = new long[size];
            _taken = (int)size;
            _miniblock = _miniblocks = (int)miniblocks;
            _value = ZigZag(first);
            _value = narrow ? (int)_value : _value;
            _first = true;
            _left = (long)count;
        }
    }

    private bool TryMiniblock()
    {
        if (_miniblock == _miniblocks)
        {
            if (!TryVarint(out var minimum) || _miniblocks > end - _position)
            {
                return false;
            }

            _minimum = ZigZag(minimum);
            _widths = _position;
            _position += _miniblocks;
            _miniblock = 0;
        }

        int width = bytes[_widths + _miniblock++];
        var length = (long)width * _deltas.Length / 8;
        if (width > 64 || length > end - _position)
        {
            return false;
        }

        for (var i = 0; i < _deltas.Length; i++)
        {
            _deltas[i] = (long)Bits(((long)_position << 3) + ((long)i * width), width);
        }

        _position += (int)length;
        _taken = 0;
        return true;
    }

    private ulong Bits(long bit, int width)
    {
        if (width == 0)
        {
            return 0;
        }

        var shift = (int)(bit & 7);
        var at = (int)(bit >> 3);
        var value = BinaryPrimitives.ReadUInt64LittleEndian(bytes.AsSpan(at)) >> shift;
        if (width + shift > 64)
        {
            value |= (ulong)bytes[at + 8] << (64 - shift);
        }

        return width == 64 ? value : value & ((1UL << width) - 1);
    }

    private bool TryVarint(out ulong value)
    {
        value = 0;
        for (var shift = 0; shift < 64 && _position < end; shift += 7)
        {
            var next = bytes[_position++];
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80)
            {
                return true;
            }
        }

        return false;
    }

    private static long ZigZag(ulong value) => (long)(value >> 1) ^ -(long)(value & 1);
}
