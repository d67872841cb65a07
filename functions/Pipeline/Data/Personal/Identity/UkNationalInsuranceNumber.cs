namespace ServerlessMlops.Pipeline.Data;

/// <summary>
/// Two letters, six digits and a letter A to D, together or in pairs. There is no check digit; some letters and prefixes are not in use
/// (HMRC, National Insurance Manual NIM39110).
/// </summary>
internal static class UkNationalInsuranceNumber
{
    private const int Units = 9;

    /// <param name="text">That starts with it, in capitals. AB 12 34 56 C is one.</param>
    /// <returns>Characters; 0 where it has another outline.</returns>
    public static int Outline(ReadOnlySpan<byte> text)
    {
        if (text.Length < Units || !char.IsAsciiLetterUpper((char)text[0]) || !char.IsAsciiLetterUpper((char)text[1]))
        {
            return 0;
        }

        var at = 2;
        for (var pair = 0; pair < 3; pair++, at += 2)
        {
            at += text[at] == ' ' ? 1 : 0;
            if (at + 2 >= text.Length || !char.IsAsciiDigit((char)text[at]) || !char.IsAsciiDigit((char)text[at + 1]))
            {
                return 0;
            }
        }

        at += text[at] == ' ' ? 1 : 0;
        return at < text.Length && char.IsAsciiLetterUpper((char)text[at]) ? at + 1 : 0;
    }

    /// <param name="text">Of that outline.</param>
    public static bool IsValid(ReadOnlySpan<byte> text) =>
        !"DFIQUV"u8.Contains(text[0]) && !"DFIOQUV"u8.Contains(text[1]) && text[^1] is >= (byte)'A' and <= (byte)'D'
        && !(text[..2].SequenceEqual("BG"u8) || text[..2].SequenceEqual("GB"u8) || text[..2].SequenceEqual("KN"u8)
            || text[..2].SequenceEqual("NK"u8) || text[..2].SequenceEqual("NT"u8) || text[..2].SequenceEqual("TN"u8)
            || text[..2].SequenceEqual("ZZ"u8));
}
