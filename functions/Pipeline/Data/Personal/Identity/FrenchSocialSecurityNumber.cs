namespace ServerlessMlops.Pipeline.Data;

/// <summary>
/// Numéro d'inscription au répertoire: sex, year and month of birth, department (2A and 2B in Corsica), commune, order, and the key
/// 97 − (the first thirteen digits mod 97), with 2A as 19 and 2B as 18 (INSEE, decree 82-103).
/// </summary>
internal static class FrenchSocialSecurityNumber
{
    public const int Length = 15;

    /// <param name="text">Fifteen digits, or with an A or B in the seventh place.</param>
    public static bool IsShaped(ReadOnlySpan<byte> text)
    {
        var month = BirthDate.Two(text[3..]);
        return text[0] is (>= (byte)'1' and <= (byte)'4') or (byte)'7' or (byte)'8'
            && month is (>= 1 and <= 12) or (>= 20 and <= 42) or >= 50
            && (char.IsAsciiDigit((char)text[6]) || (text[5] == '2' && text[6] is (byte)'A' or (byte)'B'))
            && !text[5..7].SequenceEqual("00"u8);
    }

    /// <param name="text">That may start with one of Corsica, 2A or 2B in the sixth and seventh place.</param>
    public static bool IsCorsican(ReadOnlySpan<byte> text) =>
        text.Length >= Length && text[6] is (byte)'A' or (byte)'B'
        && !text[..6].ContainsAnyExceptInRange((byte)'0', (byte)'9') && !text[7..Length].ContainsAnyExceptInRange((byte)'0', (byte)'9')
        && IsShaped(text);

    /// <param name="text">As above. 255081416802538 passes.</param>
    public static bool IsValid(ReadOnlySpan<byte> text)
    {
        long number = 0;
        for (var i = 0; i < 13; i++)
        {
            var digit = i == 5 && text[6] > '9' ? 1 : i == 6 && text[6] > '9' ? (text[6] == 'A' ? 9 : 8) : text[i] - '0';
            number = (number * 10) + digit;
        }

        return 97 - (number % 97) == BirthDate.Two(text[13..]);
    }
}
