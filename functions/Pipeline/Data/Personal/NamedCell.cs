using System.Buffers.Text;

namespace ServerlessMlops.Pipeline.Data;

/// <summary>Whether a cell may be what its column's name says: looser than in a column of any name, for what has no check.</summary>
internal static class NamedCell
{
    private const int FewestIdentityDigits = 5;

    /// <param name="form">Of the <c>Named…</c> ones.</param>
    /// <param name="days">The cell as a date; NaN where it is none.</param>
    public static bool Fits(PersonalForm form, ReadOnlySpan<byte> cell, double days) => form switch
    {
        PersonalForm.NamedPhone => Digits(cell) is >= 7 and <= 15 && cell.IndexOfAnyExcept("0123456789+-()./ x"u8) < 0,
        PersonalForm.NamedSocialSecurity => Digits(cell) == 9 && cell.IndexOfAnyExcept("0123456789- "u8) < 0,
        PersonalForm.NamedIdentity => cell.Length <= 20 && Digits(cell) >= FewestIdentityDigits,
        PersonalForm.NamedName => cell.Length is >= 2 and <= 100 && Digits(cell) == 0 && HasLetters(cell, 2),
        PersonalForm.NamedBirth => !double.IsNaN(days) || IsWrittenDate(cell),
        PersonalForm.NamedAddress =>
            cell.Length is >= 5 and <= 300 && HasLetters(cell, 3) && !cell.Contains((byte)'@') && cell.IndexOf("://"u8) < 0,
        _ => false,
    };

    private static int Digits(ReadOnlySpan<byte> cell)
    {
        var digits = 0;
        foreach (var unit in cell)
        {
            digits += TextUnits.IsDigit(unit) ? 1 : 0;
        }

        return digits;
    }

    private static bool HasLetters(ReadOnlySpan<byte> cell, int count)
    {
        foreach (var unit in cell)
        {
            count -= char.IsAsciiLetter((char)unit) || unit >= 0x80 ? 1 : 0;
        }

        return count <= 0;
    }

    /// <summary>31.12.1980, 12/31/1980, 31-12-80, 19801231.</summary>
    private static bool IsWrittenDate(ReadOnlySpan<byte> cell)
    {
        if (cell.Length == 8 && Utf8Parser.TryParse(cell, out int day, out var read) && read == 8)
        {
            return BirthDate.Exists(day / 10_000, day / 100 % 100, day % 100) && day / 10_000 is >= 1850 and <= 2150;
        }

        return cell.Length is >= 6 and <= 10 && Digits(cell) is >= 4 and <= 8 && cell.IndexOfAnyExcept("0123456789./-"u8) < 0
            && (cell.Count((byte)'.') == 2 || cell.Count((byte)'/') == 2 || cell.Count((byte)'-') == 2);
    }
}
