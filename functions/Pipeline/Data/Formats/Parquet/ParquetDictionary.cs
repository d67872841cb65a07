using System.Runtime.CompilerServices;

namespace ServerlessMlops.Pipeline.Data;

/// <summary>The distinct values of a column in a row group, each looked at once however often it stands in the column.</summary>
internal sealed class ParquetDictionary
{
    /// <summary>Bytes that an entry takes beside its text, the value it is made of among them.</summary>
    private const int EntryBytes = 48;

    /// <summary>Bytes of a text beyond which it matters how often it is repeated; shorter ones are bounded by the cells.</summary>
    private const int Long = 256;

    private Entry[] _entries = [];
    private byte[] _page = [];
    private byte[] _written = [];
    private long[] _values = [];

    public int Count { get; private set; }

    /// <summary>Entries that are no sound text: rows that hold them have to be named.</summary>
    public bool HasBroken { get; private set; }

    /// <summary>Some text is so long that few bytes of places stand for very many of text.</summary>
    public bool HasLong { get; private set; }

    /// <summary>Where the dictionary's page is put.</summary>
    public ref byte[] Page => ref _page;

    public TextFault Broken(int code) => _entries[code].Broken;

    public ReadOnlySpan<byte> Raw(int code) => _page.AsSpan(_entries[code].RawStart, _entries[code].RawLength);

    /// <summary>Bytes of the texts that cells are, long ones only.</summary>
    public long Lengths(ReadOnlySpan<int> codes)
    {
        long bytes = 0;
        foreach (var code in codes)
        {
            bytes += _entries[code].Length > Long ? _entries[code].Length : 0;
        }

        return bytes;
    }

    /// <returns>False where the page does not hold so many values, or there is no room for them.</returns>
    public bool TryRead(ParquetColumn column, int length, int count, PageMemory memory, out bool isFull)
    {
        (Count, HasBroken, HasLong, isFull) = (0, false, false, false);
        if (_entries.Length < count)
        {
            if (!memory.TryTake((long)EntryBytes * (count - _entries.Length), column.Name))
            {
                isFull = true;
                return false;
            }

            _entries = new Entry[count];
            _values = new long[count];
        }

        if (!new PlainValues(column, _page, 0, length).TryRead(_values.AsSpan(0, count)))
        {
            return false;
        }

        Span<byte> room = stackalloc byte[ParquetValue.Room];
        var end = 0;
        for (var i = 0; i < count; i++)
        {
            var value = _values[i];
            var bytes = column.IsPlaced ? _page.AsSpan((int)(value >> 32), (int)value) : [];
            ref var entry = ref _entries[i];
            entry = new Entry { RawStart = (int)(value >> 32), RawLength = bytes.Length };
            if (column.Kind == ParquetKind.Text)
            {
                entry.Broken = TextFaults.Find(bytes);
                HasBroken |= entry.Broken != TextFault.None;
                bytes = entry.Broken == TextFault.TooLarge ? [] : bytes;
                entry.Form = TypedText.Read(bytes, dates: false, out entry.Number, out entry.Hash, out var lead, out entry.Length);
                entry.Start = entry.RawStart + lead;
                entry.IsSpaced = entry.Length > 0 && entry.Length != bytes.Length;
                HasLong |= entry.Length > Long;
                continue;
            }

            entry.Form = ParquetValue.Read(column, value, bytes, room, out entry.Number, out entry.Hash, out entry.Length);
            (entry.Start, end) = (entry.Length > 0 ? end : -1, end + entry.Length);
            if (entry.Length > 0)
            {
                if (!memory.TryExtend(ref _written, end, column.Name))
                {
                    isFull = true;
                    return false;
                }

                room[..entry.Length].CopyTo(_written.AsSpan(entry.Start));
            }
        }

        Count = count;
        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Fill(ParquetColumn column, ReadOnlySpan<int> codes, ColumnSlice slice)
    {
        slice.Over(column.Kind == ParquetKind.Text ? _page : _written);
        for (var row = 0; row < codes.Length; row++)
        {
            if (codes[row] < 0)
            {
                slice.Set(row, CellForm.Missing, double.NaN, 0, 0, 0);
                continue;
            }

            ref var entry = ref _entries[codes[row]];
            slice.Set(row, entry.Form, entry.Number, entry.Hash, entry.Start, entry.Length);
            if (entry.IsSpaced)
            {
                slice.Spaced.Add(row, _page.AsSpan(entry.RawStart, entry.RawLength));
            }
        }
    }

    private struct Entry
    {
        public double Number;
        public ulong Hash;
        public int Start;
        public int Length;
        public int RawStart;
        public int RawLength;
        public CellForm Form;
        public TextFault Broken;
        public bool IsSpaced;
    }
}
