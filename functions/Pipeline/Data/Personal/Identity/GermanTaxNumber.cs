namespace ServerlessMlops.Pipeline.Data;

/// <summary>
/// Steuer-Identifikationsnummer (§ 139b AO): eleven digits, the first not 0; of the first ten exactly one occurs twice or (since 2016)
/// three times, but not three times in a row; the last is the check digit of ISO 7064, MOD 11,10 (BZSt, "Prüfziffernberechnung").
/// </summary>
internal static class GermanTaxNumber
{
    /// <param name="digits">Eleven.</param>
    public static bool IsShaped(ReadOnlySpan<byte> digits)
    {
        Span<int> counts = stackalloc int[10];
        foreach (var digit in digits[..10])
        {
            counts[digit - '0']++;
        }

        var repeated = 0;
        for (var digit = 0; digit < counts.Length; digit++)
        {
            if (counts[digit] > 3 || (counts[digit] > 1 && repeated++ > 0))
            {
                return false;
            }
        }

        return digits[0] != '0' && repeated == 1 && !HasThreeInARow(digits);
    }

    /// <param name="digits">Eleven. 86095742719 passes.</param>
    public static bool IsValid(ReadOnlySpan<byte> digits)
    {
        var product = 10;
        foreach (var digit in digits[..10])
        {
            var sum = (digit - '0' + product) % 10;
            product = (sum == 0 ? 10 : sum) * 2 % 11;
        }

        return (11 - product) % 10 == digits[10] - '0';
    }

    private static bool HasThreeInARow(ReadOnlySpan<byte> digits)
    {
        for (var i = 2; i < 10; i++)
        {
            if (digits[i] == digits[i - 1] && digits[i] == digits[i - 2])
            {
                return true;
            }
        }

        return false;
    }
}
