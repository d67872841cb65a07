using System.Buffers;
using System.Buffers.Text;
using System.Text.Json;

namespace ServerlessMlops.Pipeline.Data;

/// <summary>What a cell of JSON Lines is; 0 is none, or null.</summary>
internal enum JsonCell
{
    Missing,
    Number,
    True,
    False,
    String,

    /// <summary>A text with escapes, which are resolved in place where it is asked for.</summary>
    Escaped,
    Nested,
}

/// <summary>A block of JSON Lines, cut into cells; what a text means is found out column by column.</summary>
internal sealed class JsonBatch : RowBatch
{
    private const int Cells = 1 << 18;
    private const int MostRows = 1 << 13;
    private const int KindShift = 28;
    private const int LengthMask = (1 << KindShift) - 1;

    private long[] _places = [];

    public byte[] Bytes { get; private set; } = new byte[CsvReader.Block + CsvTokenizer.Padding];

    /// <summary>Columns that the batch has room for: more than are known, so that new keys seldom end it. Later ones are missing.</summary>
    public int Room { get; private set; }

    public int Capacity { get; private set; }

    public void Begin(int columns)
    {
        Count = 0;
        Room = Math.Min(columns + Math.Max(4, columns / 4), DataLimits.Columns);
        Capacity = Math.Clamp(Cells / Room, 1, MostRows);
        if (_places.Length < Room * Capacity)
        {
            _places = new long[Room * Capacity];
        }

        Array.Clear(_places);
        Rows = Rows.Length < Capacity ? new long[Capacity] : Rows;
    }

    public void Grow()
    {
        var larger = new byte[((Bytes.Length - CsvTokenizer.Padding) * 2) + CsvTokenizer.Padding];
        Bytes.CopyTo(larger, 0);
        Bytes = larger;
    }

    /// <summary>Sets a cell of the row that is being read.</summary>
    public void Set(int column, JsonCell kind, int start, int length) =>
        _places[(column * Capacity) + Count] = Place(kind, start, length);

    /// <summary>A cell of the row that is being read.</summary>
    public (JsonCell Kind, int Start, int Length) this[int column] => Parts(_places[(column * Capacity) + Count]);

    public bool IsSet(int column) => _places[(column * Capacity) + Count] != 0;

    public void Unset(int column) => _places[(column * Capacity) + Count] = 0;

    public void Commit(long row) => Rows[Count++] = row;

    public override void Fill(int column, ColumnSlice slice)
    {
        slice.Begin(this);
        slice.Over(Bytes);
        for (var row = 0; row < Count; row++)
        {
            var (kind, start, length) = column < Room ? Parts(_places[(column * Capacity) + row]) : default;
            if (kind == JsonCell.Escaped)
            {
                (kind, length) = (JsonCell.String, Unescape(start, length));
                _places[(column * Capacity) + row] = Place(kind, start, length);
            }

            Fill(slice, row, kind, start, length);
        }
    }

    private void Fill(ColumnSlice slice, int row, JsonCell kind, int start, int length)
    {
        var cell = Bytes.AsSpan(start, length);
        switch (kind)
        {
            case JsonCell.Number:
                var form = CellReader.Read(cell, out var number, out var hash);
                if (form == CellForm.Text)
                {
                    // More digits than CSV takes for a number; here there is no doubt that it is one.
                    form = Utf8Parser.TryParse(cell, out number, out _) && double.IsFinite(number) ? CellForm.Decimal : CellForm.NotFinite;
                    (number, hash) = form == CellForm.Decimal ? (number, StableHash.Of(number == 0 ? 0.0 : number)) : (double.NaN, hash);
                }

                slice.Set(row, form, number, hash, start, length);
                break;
            case JsonCell.True or JsonCell.False:
                var truth = kind == JsonCell.True ? 1.0 : 0.0;
                slice.Set(row, CellForm.TrueFalse, truth, StableHash.Of(truth), start, length);
                break;
            case JsonCell.String:
                TypedText.Set(slice, row, cell, start, dates: true);
                break;
            case JsonCell.Nested:
                slice.Set(row, CellForm.Text, double.NaN, StableHash.OfText(cell), start, length);
                break;
            default:
                slice.Set(row, CellForm.Missing, double.NaN, 0, 0, 0);
                break;
        }
    }

    private static long Place(JsonCell kind, int start, int length) => ((long)start << 32) | ((long)kind << KindShift) | (uint)length;

    private static (JsonCell Kind, int Start, int Length) Parts(long place) =>
        ((JsonCell)((uint)place >> KindShift), (int)(place >> 32), (int)place & LengthMask);

    private int Unescape(int start, int length)
    {
        var room = ArrayPool<byte>.Shared.Rent(length);
        var reader = new Utf8JsonReader(Bytes.AsSpan(start - 1, length + 2));
        reader.Read();
        var written = reader.CopyString(room);
        room.AsSpan(0, written).CopyTo(Bytes.AsSpan(start));
        ArrayPool<byte>.Shared.Return(room);
        return written;
    }
}
