namespace ServerlessMlops.Pipeline.Data;

/// <summary>Lengths as packed differences, then all bytes (DELTA_LENGTH_BYTE_ARRAY).</summary>
internal sealed class DeltaLengthTexts : PageValues
{
    private readonly DeltaIntegers _lengths;
    private readonly byte[] _bytes;
    private readonly int _end;
    private int _position;

    public DeltaLengthTexts(byte[] bytes, int start, int end, int values)
    {
        (_bytes, _end) = (bytes, end);
        _lengths = new DeltaIntegers(bytes, start, end, narrow: true);
        _position = EndOf(bytes, start, end, values);
    }

    public override byte[] Bytes => _bytes;

    public override bool TryRead(Span<long> values)
    {
        if (_position < 0 || !_lengths.TryRead(values))
        {
            return false;
        }

        for (var i = 0; i < values.Length; i++)
        {
            var length = values[i];
            if (length < 0 || length > _end - _position)
            {
                return false;
            }

            values[i] = Place(_position, (int)length);
            _position += (int)length;
        }

        return true;
    }

    /// <returns>Where packed integers end, which shows only once they were read; -1 where they make no sense, or are too many.</returns>
    public static int EndOf(byte[] bytes, int start, int end, int values)
    {
        var integers = new DeltaIntegers(bytes, start, end, narrow: true);
        if (integers.Count < 0 || integers.Count > values)
        {
            return -1;
        }

        Span<long> some = stackalloc long[256];
        while (integers.Count > 0)
        {
            if (!integers.TryRead(some[..(int)Math.Min(some.Length, integers.Count)]))
            {
                return -1;
            }
        }

        return integers.Position;
    }
}

/// <summary>How much of each value is the start of the one before, then what follows (DELTA_BYTE_ARRAY).</summary>
internal sealed class DeltaByteTexts : PageValues
{
    private readonly ParquetPages _pages;
    private readonly ParquetColumn _column;
    private readonly DeltaIntegers _shared;
    private readonly DeltaLengthTexts? _rest;
    private byte[] _made = [];
    private byte[] _before = [];
    private int _beforeLength;

    public DeltaByteTexts(ParquetColumn column, byte[] bytes, int start, int end, int values, ParquetPages pages)
    {
        (_pages, _column) = (pages, column);
        _shared = new DeltaIntegers(bytes, start, end, narrow: true);
        var middle = DeltaLengthTexts.EndOf(bytes, start, end, values);
        _rest = middle < 0 ? null : new DeltaLengthTexts(bytes, middle, end, values);
    }

    public override byte[] Bytes => _made;

    public override bool TryRead(Span<long> values)
    {
        var shared = new long[values.Length];
        if (_rest is null || !_shared.TryRead(shared) || !_rest.TryRead(values))
        {
            return false;
        }

        if (!TryMakeRoom(shared, values))
        {
            return false;
        }

        var position = 0;
        for (var i = 0; i < values.Length; i++)
        {
            var rest = _rest.Bytes.AsSpan((int)(values[i] >> 32), (int)values[i]);
            var kept = (int)shared[i];
            var length = kept + rest.Length;
            var text = _made.AsSpan(position, length);
            _before.AsSpan(0, kept).CopyTo(text);
            rest.CopyTo(text[kept..]);
            text.CopyTo(_before);
            _beforeLength = length;
            values[i] = Place(position, length);
            position += length;
        }

        return true;
    }

    /// <summary>All lengths are looked at before the first byte is copied: a few bytes can stand for very many.</summary>
    private bool TryMakeRoom(ReadOnlySpan<long> shared, ReadOnlySpan<long> rest)
    {
        long total = 0;
        var (before, longest) = ((long)_beforeLength, 0L);
        for (var i = 0; i < shared.Length; i++)
        {
            if (shared[i] < 0 || shared[i] > before)
            {
                return false;
            }

            before = shared[i] + (int)rest[i];
            if (before > PageMemory.LargestPage || (_column.Physical == ParquetPhysical.FixedBytes && before != _column.Width))
            {
                return false;
            }

            total += before;
            longest = Math.Max(longest, before);
        }

        var (memory, name) = (_pages.Memory, _column.Name);
        return _pages.TryMake(total)
            && (total <= PageMemory.Most ? memory.TryMake(ref _made, (int)total, name) : memory.TryTake(total, name))
            && memory.TryExtend(ref _before, (int)longest, name);
    }
}
