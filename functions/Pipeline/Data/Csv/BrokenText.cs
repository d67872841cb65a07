using System.Text;
using System.Text.Unicode;

namespace ServerlessMlops.Pipeline.Data;

/// <summary>Keeps account of bytes that are not UTF-8, and of NULs: a broken byte does not end the reading, so that every fault is found at once.</summary>
internal sealed class BrokenText
{
    private long _broken;
    private long _firstBroken = -1;
    private long _nuls;
    private long _firstNul = -1;

    /// <summary>Counts; sound text, the common case, is looked at with vectors only.</summary>
    /// <param name="offset">Bytes from the start of the file.</param>
    /// <returns>True where something is wrong.</returns>
    public bool Look(ReadOnlySpan<byte> text, long offset)
    {
        var nul = text.IndexOf((byte)0);
        if (nul >= 0)
        {
            _firstNul = _nuls == 0 ? offset + nul : _firstNul;
            _nuls += text.Count((byte)0);
        }

        if (Utf8.IsValid(text))
        {
            return nul >= 0;
        }

        for (var at = 0; at < text.Length;)
        {
            if (Rune.DecodeFromUtf8(text[at..], out _, out var length) != System.Buffers.OperationStatus.Done)
            {
                _firstBroken = _broken++ == 0 ? offset + at : _firstBroken;
            }

            at += length;
        }

        return true;
    }

    /// <summary>Looks through the rows of a block, and names each cell with something wrong in it.</summary>
    public void Look(CsvBatch batch, long offset, int used, IReadOnlyList<string> names, ProblemList problems)
    {
        if (!Look(batch.Bytes.AsSpan(0, used), offset))
        {
            return;
        }

        for (var row = 0; row < batch.Count; row++)
        {
            for (var column = 0; column < names.Count; column++)
            {
                var cell = batch.Raw(column, row);
                if (!Utf8.IsValid(cell))
                {
                    TextFaults.Report(problems, TextFault.NotUtf8, batch.Rows[row], names[column], cell, _firstBroken);
                }

                if (cell.Contains((byte)0))
                {
                    TextFaults.Report(problems, TextFault.Nul, batch.Rows[row], names[column], cell, _firstNul);
                }
            }
        }
    }

    /// <summary>Bytes that are wrong in places which are no cell of the table: in the header, or in a row that was not read.</summary>
    public void Report(ProblemList problems)
    {
        if (_broken > 0 && !problems.Has(ProblemCodes.InvalidUtf8))
        {
            problems.Error(
                ProblemCodes.InvalidUtf8, $"The file holds {_broken} sequences that are not UTF-8, the first at byte {_firstBroken}.",
                seen: $"byte {_firstBroken}", expected: "UTF-8");
        }

        if (_nuls > 0 && !problems.Has(ProblemCodes.NulByte))
        {
            problems.Error(
                ProblemCodes.NulByte, $"The file holds {_nuls} NULs, the first at byte {_firstNul}.", seen: $"byte {_firstNul}",
                expected: "text without NUL");
        }
    }
}
