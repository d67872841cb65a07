using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace ServerlessMlops.Pipeline.Data;

/// <summary>How far one record could be read.</summary>
internal enum CsvRecord { Whole, Cut, UnclosedQuote, None }

/// <summary>Cuts bytes into records and cells, RFC 4180: quoted cells, doubled quotes, line ends within quotes; LF, CR LF or CR.</summary>
/// <remarks>
/// The four bytes that mean something are found 64 at a time, as bits of a mask; every byte is looked at once. In UTF-8 none of them is a
/// part of a longer character. A quote opens a quoted cell only as its first byte; elsewhere it is a quote.
/// </remarks>
internal sealed class CsvTokenizer(byte delimiter)
{
    /// <summary>Bytes that must be readable behind the end.</summary>
    public const int Padding = 64;

    /// <summary>In the length of a cell: its quotes are doubled.</summary>
    public const uint DoubledFlag = 1u << 31;

    private byte[] _bytes = [];
    private int _end;
    private bool _final;
    private int _block;
    private ulong _mask;

    /// <summary>Where the next record starts.</summary>
    public int Position { get; private set; }

    /// <summary>Cells of the record last read.</summary>
    public int Fields { get; private set; }

    /// <summary>The cell whose closing quote was followed by text, from 0; -1 where there is none. The record's cells are then doubtful.</summary>
    public int TextAfterQuote { get; private set; } = -1;

    /// <param name="bytes">With <see cref="Padding"/> bytes behind <paramref name="end"/>.</param>
    /// <param name="final">True where nothing follows.</param>
    public void Over(byte[] bytes, int start, int end, bool final)
    {
        _bytes = bytes;
        _end = end;
        _final = final;
        Restart(start);
    }

    /// <param name="cells">Where the record's cells go: start in the upper 32 bits, length and flag in the lower.</param>
    /// <param name="first">The place of the first cell in it; the others follow each <paramref name="pitch"/> further.</param>
    /// <param name="kept">Cells that are written; more are counted only.</param>
    /// <returns>Cut: the record goes on behind the end; it is read again from its start once there is more.</returns>
    public CsvRecord Read(long[] cells, int first, int pitch, int kept)
    {
        var start = Position;
        Fields = 0;
        TextAfterQuote = -1;
        if (start >= _end)
        {
            return _final ? CsvRecord.None : CsvRecord.Cut;
        }

        var outcome = ReadCells(cells, first, pitch, kept);
        if (outcome == CsvRecord.Cut)
        {
            Restart(start);
        }

        return outcome;
    }

    private CsvRecord ReadCells(long[] cells, int at, int pitch, int kept)
    {
        var fieldStart = Position;
        while (true)
        {
            var next = Next();
            while (next < _end && _bytes[next] == '"' && next != fieldStart)
            {
                next = Next();
            }

            long cell;
            if (next < _end && _bytes[next] == '"')
            {
                if (!TryQuoted(fieldStart + 1, out cell, out next))
                {
                    return _final ? CsvRecord.UnclosedQuote : CsvRecord.Cut;
                }
            }
            else
            {
                cell = ((long)fieldStart << 32) | (uint)(next - fieldStart);
            }

            if (next >= _end && !_final)
            {
                return CsvRecord.Cut;
            }

            if (Fields++ < kept)
            {
                cells[at] = cell;
                at += pitch;
            }

            if (next < _end && _bytes[next] == delimiter)
            {
                fieldStart = next + 1;
                continue;
            }

            return EndRecord(next);
        }
    }

    private CsvRecord EndRecord(int next)
    {
        if (next < _end && _bytes[next] == '\r')
        {
            if (next + 1 == _end && !_final)
            {
                return CsvRecord.Cut;
            }

            if (next + 1 < _end && _bytes[next + 1] == '\n')
            {
                next = Next();
            }
        }

        Position = Math.Min(next + 1, _end);
        return CsvRecord.Whole;
    }

    /// <param name="start">Behind the opening quote.</param>
    /// <param name="next">The separator or line end behind the cell.</param>
    private bool TryQuoted(int start, out long cell, out int next)
    {
        cell = 0;
        uint doubled = 0;
        while (true)
        {
            next = Next();
            if (next >= _end)
            {
                return false;
            }

            if (_bytes[next] != '"')
            {
                continue;
            }

            if (next + 1 == _end && !_final)
            {
                return false;
            }

            if (next + 1 == _end || _bytes[next + 1] != '"')
            {
                break;
            }

            Next();
            doubled = DoubledFlag;
        }

        cell = ((long)start << 32) | doubled | (uint)(next - start);
        var closing = next;
        do
        {
            next = Next();
        }
        while (next < _end && _bytes[next] == '"');

        if (next != closing + 1)
        {
            TextAfterQuote = Fields;
        }

        return true;
    }

    private void Restart(int position)
    {
        Position = position;
        _block = position;
        _mask = position < _end ? Mask(position) : 0;
    }

    /// <summary>The next byte that means something; the end, or behind it, where there is none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int Next()
    {
        while (_mask == 0)
        {
            _block += 64;
            if (_block >= _end)
            {
                return _end;
            }

            _mask = Mask(_block);
        }

        var next = _block + System.Numerics.BitOperations.TrailingZeroCount(_mask);
        _mask &= _mask - 1;
        return next < _end ? next : _end;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ulong Mask(int at)
    {
        ref var first = ref MemoryMarshal.GetArrayDataReference(_bytes);
        var low = Meaning(Vector256.LoadUnsafe(ref first, (nuint)at));
        var high = Meaning(Vector256.LoadUnsafe(ref first, (nuint)at + 32));
        return low | ((ulong)high << 32);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private uint Meaning(Vector256<byte> bytes) => (
        Vector256.Equals(bytes, Vector256.Create(delimiter)) | Vector256.Equals(bytes, Vector256.Create((byte)'"'))
        | Vector256.Equals(bytes, Vector256.Create((byte)'\n')) | Vector256.Equals(bytes, Vector256.Create((byte)'\r')))
        .ExtractMostSignificantBits();
}
