namespace ServerlessMlops.Pipeline.Data;

/// <summary>Check digits over ASCII digits; false where a byte is none.</summary>
internal static class CheckDigits
{
    /// <summary>ISO/IEC 7812-1 annex B; one random number in 10 passes. 4111111111111111 does.</summary>
    public static bool Luhn(ReadOnlySpan<byte> digits)
    {
        var sum = 0;
        var twice = false;
        for (var i = digits.Length - 1; i >= 0; i--, twice = !twice)
        {
            var digit = digits[i] - '0';
            if ((uint)digit > 9)
            {
                return false;
            }

            var term = twice ? 2 * digit : digit;
            sum += term > 9 ? term - 9 : term;
        }

        return !digits.IsEmpty && sum % 10 == 0;
    }

    /// <summary>
    /// ISO 13616-1: the first four characters moved to the end, letters as 10 to 35, remainder 1 by 97.
    /// One random text in 97 passes; the country's length is not looked at.
    /// </summary>
    /// <param name="text">Digits and upper-case letters, at least five.</param>
    public static bool Iban(ReadOnlySpan<byte> text)
    {
        if (text.Length < 5)
        {
            return false;
        }

        var rest = 0;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[(i + 4) % text.Length];
            if (c is >= (byte)'0' and <= (byte)'9')
            {
                rest = ((rest * 10) + c - '0') % 97;
            }
            else if (c is >= (byte)'A' and <= (byte)'Z')
            {
                rest = ((rest * 100) + c - 'A' + 10) % 97;
            }
            else
            {
                return false;
            }
        }

        return rest == 1;
    }
}
