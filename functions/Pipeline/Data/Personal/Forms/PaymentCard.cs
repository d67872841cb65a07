namespace ServerlessMlops.Pipeline.Data;

/// <summary>
/// Numbers of payment cards: issuer ranges (ISO/IEC 7812, as the networks publish them) with their lengths; the check digit is Luhn's.
/// </summary>
internal static class PaymentCard
{
    /// <param name="digits">ASCII digits.</param>
    public static bool IsIssued(ReadOnlySpan<byte> digits)
    {
        if (digits.Length is < 14 or > 19)
        {
            return false;
        }

        var first = 0;
        for (var i = 0; i < 6; i++)
        {
            first = (first * 10) + digits[i] - '0';
        }

        return digits.Length switch
        {
            14 => first / 10_000 is 36 or 38 or 39 || first / 1_000 is >= 300 and <= 305, // Diners Club
            15 => first / 10_000 is 34 or 37,                                             // American Express
            16 => IsSixteen(first),
            19 => first / 100_000 == 4 || first / 10_000 == 62,
            _ => first / 10_000 == 62,
        };
    }

    /// <summary>Visa; Mastercard; Discover; JCB; UnionPay.</summary>
    private static bool IsSixteen(int first) =>
        first / 100_000 == 4
        || first / 10_000 is >= 51 and <= 55 or 65 or 62
        || first / 100 is >= 2221 and <= 2720 or 6011 or >= 3528 and <= 3589
        || first / 1_000 is >= 644 and <= 649;
}
