using System.Runtime.CompilerServices;

namespace ServerlessMlops.Pipeline.Data;

/// <summary>The cells of one column in one batch, as they are stored: all of them from one page.</summary>
internal sealed class ParquetCells(ParquetColumn column, int capacity)
{
    private byte[] _bytes = [];
    private byte[] _written = [];

    /// <summary>Places in <see cref="Dictionary"/>, -1 for a missing cell; where there is one.</summary>
    public int[] Codes { get; } = new int[capacity];

    /// <summary>See <see cref="PageValues.TryRead"/>; where there is no dictionary. Made once they are needed.</summary>
    public long[] Values { get; private set; } = [];

    public bool[] Missing { get; } = new bool[capacity];

    public bool HasMissing { get; set; }

    public ParquetDictionary? Dictionary { get; set; }

    public void NeedValues() => Values = Values.Length == 0 ? new long[capacity] : Values;

    /// <summary>Copies the bytes that the first values are, so that the page can be left.</summary>
    public bool TryKeep(int count, byte[] page, PageMemory memory)
    {
        if (count == 0)
        {
            return true;
        }

        // Values lie in the order of their rows.
        var start = (int)(Values[0] >> 32);
        var length = (int)(Values[count - 1] >> 32) + (int)Values[count - 1] - start;
        if (!memory.TryMake(ref _bytes, length, column.Name))
        {
            return false;
        }

        page.AsSpan(start, length).CopyTo(_bytes);
        for (var i = 0; i < count; i++)
        {
            Values[i] -= (long)start << 32;
        }

        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ReadOnlySpan<byte> Raw(int row) => _bytes.AsSpan((int)(Values[row] >> 32), (int)Values[row]);

    public void Fill(int count, ColumnSlice slice)
    {
        if (Dictionary is not null)
        {
            Dictionary.Fill(column, Codes.AsSpan(0, count), slice);
        }
        else if (column.Kind == ParquetKind.Text)
        {
            FillTexts(count, slice);
        }
        else
        {
            FillValues(count, slice);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void FillTexts(int count, ColumnSlice slice)
    {
        slice.Over(_bytes);
        for (var row = 0; row < count; row++)
        {
            if (HasMissing && Missing[row])
            {
                slice.Set(row, CellForm.Missing, double.NaN, 0, 0, 0);
            }
            else
            {
                TypedText.Set(slice, row, Raw(row), (int)(Values[row] >> 32), dates: false);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void FillValues(int count, ColumnSlice slice)
    {
        Span<byte> room = stackalloc byte[ParquetValue.Room];
        var end = 0;
        for (var row = 0; row < count; row++)
        {
            if (HasMissing && Missing[row])
            {
                slice.Set(row, CellForm.Missing, double.NaN, 0, 0, 0);
                continue;
            }

            var bytes = column.IsPlaced ? Raw(row) : [];
            var form = ParquetValue.Read(column, Values[row], bytes, room, out var number, out var hash, out var written);
            if (written == 0)
            {
                slice.Set(row, form, number, hash);
                continue;
            }

            if (_written.Length < end + written)
            {
                Array.Resize(ref _written, Math.Max(2 * _written.Length, 64 * capacity));
            }

            room[..written].CopyTo(_written.AsSpan(end));
            slice.Set(row, form, number, hash, end, written);
            end += written;
        }

        slice.Over(_written);
    }
}
