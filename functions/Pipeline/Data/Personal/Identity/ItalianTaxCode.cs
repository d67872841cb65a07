namespace ServerlessMlops.Pipeline.Data;

/// <summary>
/// Codice fiscale: six letters, year, letter of the month, day, place of a letter and three digits, and a check letter; digits may have
/// been replaced by letters where two people would have the same (Decreto ministeriale 23 dicembre 1976; Agenzia delle Entrate).
/// </summary>
internal static class ItalianTaxCode
{
    public const int Length = 16;

    private static ReadOnlySpan<byte> Outline => "AAAAAA99M99A999A"u8;

    /// <summary>What a character in an odd place counts, by its digit or letter.</summary>
    private static ReadOnlySpan<byte> Odd =>
        [1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23];

    /// <param name="text">That starts with it, in capitals. RSSMRA85T10A562S is one.</param>
    public static bool IsValid(ReadOnlySpan<byte> text)
    {
        if (text.Length < Length || !Fits(text[6], (byte)'9') || !Fits(text[8], (byte)'M'))
        {
            return false;
        }

        var sum = 0;
        for (var i = 0; i < Length; i++)
        {
            if (!Fits(text[i], Outline[i]))
            {
                return false;
            }

            var value = text[i] <= '9' ? text[i] - '0' : text[i] - 'A';
            sum += i == Length - 1 ? 0 : i % 2 == 0 ? Odd[value] : value;
        }

        return text[15] - 'A' == sum % 26;
    }

    private static bool Fits(byte unit, byte outline) => outline switch
    {
        (byte)'9' => char.IsAsciiDigit((char)unit) || "LMNPQRSTUV"u8.Contains(unit),
        (byte)'M' => "ABCDEHLMPRST"u8.Contains(unit),
        _ => char.IsAsciiLetterUpper((char)unit),
    };
}
