namespace ServerlessMlops.Pipeline.Data;

/// <summary>
/// DNI: up to eight digits and a letter, which is the number modulo 23; NIE: X, Y or Z for 0, 1, 2, seven digits and the same letter (Real
/// Decreto 1553/2005; Orden INT/2058/2008).
/// </summary>
internal static class SpanishIdentityNumber
{
    private const int Digits = 8;

    private static ReadOnlySpan<byte> Letters => "TRWAGMYFPDXBNJZSQVHLCKE"u8;

    /// <param name="text">That starts with it; a dash before the letter may stand. 12345678Z and X1234567L are two.</param>
    /// <returns>Characters; 0 where it has another outline.</returns>
    public static int Outline(ReadOnlySpan<byte> text)
    {
        if (text.Length <= Digits || !(char.IsAsciiDigit((char)text[0]) || text[0] is (byte)'X' or (byte)'Y' or (byte)'Z')
            || text[1..Digits].ContainsAnyExceptInRange((byte)'0', (byte)'9'))
        {
            return 0;
        }

        var letter = text[Digits] == '-' ? Digits + 1 : Digits;
        return letter < text.Length && Letters.Contains(text[letter]) ? letter + 1 : 0;
    }

    /// <param name="text">Of that outline.</param>
    public static bool IsValid(ReadOnlySpan<byte> text)
    {
        var number = text[0] >= 'X' ? text[0] - 'X' : text[0] - '0';
        foreach (var digit in text[1..Digits])
        {
            number = (number * 10) + digit - '0';
        }

        return text[^1] == Letters[number % 23];
    }
}
