using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace ServerlessMlops.Pipeline.Data;

/// <summary>Parquet's hybrid of run lengths and packed bits: levels, booleans, and places in a dictionary.</summary>
internal sealed class RleRuns
{
    private byte[] _bytes = [];
    private int _position;
    private int _end;
    private int _width;
    private int _repeats;
    private int _value;
    private int _packed;
    private long _bit;

    /// <param name="bytes">With <see cref="PageMemory.Padding"/> behind it.</param>
    /// <param name="width">Bits of a value, 0 to 32.</param>
    public void Begin(byte[] bytes, int start, int end, int width)
    {
        (_bytes, _position, _end, _width) = (bytes, start, end, width);
        (_repeats, _packed) = (0, 0);
    }

    /// <returns>True where the next values are one and the same, which are then taken.</returns>
    public bool TryTakeRepeats(int count, out int value)
    {
        value = _value;
        if (_repeats == 0 && _packed == 0 && !TryNextRun())
        {
            return false;
        }

        value = _value;
        if (_repeats < count)
        {
            return false;
        }

        _repeats -= count;
        return true;
    }

    /// <returns>False where there are fewer.</returns>
    public bool TryRead(Span<int> values)
    {
        while (values.Length > 0)
        {
            if (_repeats > 0)
            {
                var count = Math.Min(values.Length, _repeats);
                values[..count].Fill(_value);
                _repeats -= count;
                values = values[count..];
            }
            else if (_packed > 0)
            {
                var count = Math.Min(values.Length, _packed);
                Unpack(values[..count]);
                _packed -= count;
                values = values[count..];
            }
            else if (!TryNextRun())
            {
                return false;
            }
        }

        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Unpack(Span<int> values)
    {
        var mask = (1UL << _width) - 1;
        for (var i = 0; i < values.Length; i++)
        {
            var word = BinaryPrimitives.ReadUInt64LittleEndian(_bytes.AsSpan((int)(_bit >> 3)));
            values[i] = (int)((word >> (int)(_bit & 7)) & mask);
            _bit += _width;
        }
    }

    private bool TryNextRun()
    {
        if (!TryVarint(out var head))
        {
            return false;
        }

        if ((head & 1) == 0)
        {
            var size = (_width + 7) / 8;
            if (size > _end - _position)
            {
                return false;
            }

            _repeats = (int)(head >> 1);
            _value = (int)(BinaryPrimitives.ReadUInt64LittleEndian(_bytes.AsSpan(_position)) & ((1UL << (8 * size)) - 1));
            _position += size;
            return _repeats > 0;
        }

        var bytes = (long)(head >> 1) * _width;
        _bit = (long)_position << 3;

        // The last group may be cut short by its writer.
        var whole = (long)(head >> 1) * 8;
        _packed = (int)Math.Min(whole, _width == 0 ? int.MaxValue : ((long)(_end - _position) << 3) / _width);
        _position = (int)Math.Min(_end, _position + bytes);
        return _packed > 0;
    }

    private bool TryVarint(out uint value)
    {
        value = 0;
        for (var shift = 0; shift < 35; shift += 7)
        {
            if (_position >= _end)
            {
                return false;
            }

            var next = _bytes[_position++];
            value |= (uint)(next & 0x7F) << shift;
            if (next < 0x80)
            {
                return true;
            }
        }

        return false;
    }
}
