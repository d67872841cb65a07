namespace ServerlessMlops.Pipeline.Data;

/// <summary>International bank account numbers: a country with its length (SWIFT, IBAN Registry), remainder 1 by 97 (ISO 13616-1).</summary>
internal static class Iban
{
    private const int Longest = 34;

    private const string Registry =
        "AD24AE23AL28AT20AZ28BA20BE16BG22BH22BI27BR29BY28CH21CR22CY28CZ24DE22DJ27DK18DO28EE20EG29ES24FI18FK18FO18FR27GB22GE22GI23GL18GR27"
        + "GT28HN28HR21HU28IE22IL23IQ23IS26IT27JO30KW30KZ20LB28LC32LI21LT20LU20LV21LY25MC27MD24ME22MK19MN20MR27MT31MU30NI28NL18NO15OM23"
        + "PK24PL28PS29PT25QA29RO24RS22RU33SA24SC31SD18SE24SI19SK24SM27SO23ST25SV28TL23TN24TR26UA29VA22VG24XK20YE30";

    private static readonly byte[] LengthOf = Lengths();

    /// <param name="text">That starts with one: together, or in groups of four.</param>
    /// <returns>Characters; 0 where there is none.</returns>
    public static int Read(ReadOnlySpan<byte> text)
    {
        if (text.Length < 15 || !char.IsAsciiLetter((char)text[0]) || !char.IsAsciiLetter((char)text[1]) || !TextUnits.IsDigit(text[2])
            || !TextUnits.IsDigit(text[3]))
        {
            return 0;
        }

        var length = LengthOf[Place((byte)(text[0] & 0xDF), (byte)(text[1] & 0xDF))];
        Span<byte> plain = stackalloc byte[Longest];
        var count = 0;
        var at = 0;
        for (; at < text.Length && count < length; at++)
        {
            if (text[at] == ' ' && count % 4 == 0 && at > 0 && text[at - 1] != ' ')
            {
                continue;
            }

            if (!char.IsAsciiLetterOrDigit((char)text[at]))
            {
                return 0;
            }

            plain[count++] = text[at] >= 'a' ? (byte)(text[at] & 0xDF) : text[at];
        }

        return length > 0 && count == length && CheckDigits.Iban(plain[..count]) ? at : 0;
    }

    private static int Place(byte first, byte second) => ((first - 'A') * 26) + second - 'A';

    private static byte[] Lengths()
    {
        var lengths = new byte[26 * 26];
        for (var i = 0; i < Registry.Length; i += 4)
        {
            lengths[Place((byte)Registry[i], (byte)Registry[i + 1])] = (byte)(((Registry[i + 2] - '0') * 10) + Registry[i + 3] - '0');
        }

        return lengths;
    }
}
