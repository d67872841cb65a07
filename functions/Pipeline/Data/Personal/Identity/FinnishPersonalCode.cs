namespace ServerlessMlops.Pipeline.Data;

/// <summary>
/// Henkilötunnus: date of birth as ddmmyy, a sign for the century, three digits from 002 on, and a check character: the nine digits modulo
/// 31 (Digital and Population Data Services Agency, "The personal identity code"; further signs since 2023).
/// </summary>
internal static class FinnishPersonalCode
{
    public const int Length = 11;

    private static ReadOnlySpan<byte> Check => "0123456789ABCDEFHJKLMNPRSTUVWXY"u8;

    private static ReadOnlySpan<byte> Centuries => "+-YXWVUABCDEF"u8;

    /// <param name="text">That starts with it. 131052-308T is one.</param>
    public static bool IsShaped(ReadOnlySpan<byte> text)
    {
        if (text.Length < Length || !Centuries.Contains(text[6]) || !Check.Contains(text[10])
            || text[..6].ContainsAnyExceptInRange((byte)'0', (byte)'9') || text[7..10].ContainsAnyExceptInRange((byte)'0', (byte)'9'))
        {
            return false;
        }

        return BirthDate.Exists(BirthDate.Two(text[2..]), BirthDate.Two(text), text[4..6]) && !(text[7..9].SequenceEqual("00"u8) && text[9] < '2');
    }

    public static bool IsValid(ReadOnlySpan<byte> text)
    {
        var number = 0;
        for (var i = 0; i < 10; i++)
        {
            number = i == 6 ? number : (number * 10) + text[i] - '0';
        }

        return text[10] == Check[number % 31];
    }
}
