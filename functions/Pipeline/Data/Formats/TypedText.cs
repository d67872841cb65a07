using System.Text;

namespace ServerlessMlops.Pipeline.Data;

/// <summary>A text of a format that tells texts from numbers: it is never read as a number, and a word such as NA is a value.</summary>
internal static class TypedText
{
    private const int LongestDate = 33;

    /// <summary>Without white space around it, as in CSV; what is then empty is missing.</summary>
    /// <param name="dates">The format has no dates of its own: ISO 8601 is one.</param>
    public static void Set(ColumnSlice slice, int row, ReadOnlySpan<byte> cell, int start, bool dates)
    {
        var form = Read(cell, dates, out var number, out var hash, out var lead, out var length);
        if (length != cell.Length && length > 0)
        {
            slice.Spaced.Add(row, cell);
        }

        slice.Set(row, form, number, hash, start + lead, length);
    }

    /// <param name="lead">White space left out at the start.</param>
    /// <param name="length">Bytes without white space.</param>
    public static CellForm Read(ReadOnlySpan<byte> cell, bool dates, out double number, out ulong hash, out int lead, out int length)
    {
        var text = CellReader.Trim(cell, out lead);
        (number, hash, length) = (double.NaN, 0, text.Length);
        if (text.IsEmpty)
        {
            lead = 0;
            return CellForm.Missing;
        }

        if (dates && TryDate(text, out var days))
        {
            (number, hash) = (days, StableHash.Of(days == 0 ? 0.0 : days));
            return CellForm.Date;
        }

        hash = StableHash.OfText(text);
        return CellForm.Text;
    }

    private static bool TryDate(ReadOnlySpan<byte> text, out double days)
    {
        days = 0;
        if (text.Length is < 10 or > LongestDate || text[4] != '-' || !System.Text.Ascii.IsValid(text))
        {
            return false;
        }

        Span<char> chars = stackalloc char[LongestDate];
        return Cell.TryDate(chars[..Encoding.ASCII.GetChars(text, chars)], out days);
    }
}
