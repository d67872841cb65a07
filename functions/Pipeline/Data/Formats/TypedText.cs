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
        var text = CellReader.Trim(cell, out var lead);
        if (text.IsEmpty)
        {
            slice.Set(row, CellForm.Missing, double.NaN, 0, 0, 0);
            return;
        }

        if (text.Length != cell.Length)
        {
            slice.Spaced.Add(row, cell);
        }

        if (dates && TryDate(text, out var days))
        {
            slice.Set(row, CellForm.Date, days, StableHash.Of(days == 0 ? 0.0 : days), start + lead, text.Length);
        }
        else
        {
            slice.Set(row, CellForm.Text, double.NaN, StableHash.OfText(text), start + lead, text.Length);
        }
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
