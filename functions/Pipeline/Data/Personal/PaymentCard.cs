namespace ServerlessMlops.Pipeline.Data;

/// <summary>
/// Numbers of payment cards: issuer ranges (ISO/IEC 7812, as the networks publish them), their lengths, and Luhn's check digit.
/// </summary>
internal static class PaymentCard
{
    private const int MaxDigits = 19;

    /// <summary>The whole cell is a card's number, its digits together or in groups parted by single spaces or dashes.</summary>
    public static bool IsWhole(ReadOnlySpan<byte> cell)
    {
        if (cell.Length is < 14 or > 23)
        {
            return false;
        }

        Span<byte> digits = stackalloc byte[MaxDigits];
        var count = 0;
        for (var i = 0; i < cell.Length; i++)
        {
            var c = cell[i];
            if (c is (byte)' ' or (byte)'-')
            {
                if (i == 0 || i == cell.Length - 1 || !char.IsAsciiDigit((char)cell[i - 1]))
                {
                    return false;
                }
            }
            else if (!char.IsAsciiDigit((char)c) || count == MaxDigits)
            {
                return false;
            }
            else
            {
                digits[count++] = c;
            }
        }

        return count >= 14 && IsIssued(digits[..count]) && CheckDigits.Luhn(digits[..count]);
    }

    private static bool IsIssued(ReadOnlySpan<byte> digits)
    {
        var first = 0;
        for (var i = 0; i < 6; i++)
        {
            first = (first * 10) + digits[i] - '0';
        }

        return digits.Length switch
        {
            14 => first / 10_000 is 36 or 38 || first / 1_000 is >= 300 and <= 305,
            15 => first / 10_000 is 34 or 37,
            16 => first / 100_000 == 4 || first / 10_000 is >= 51 and <= 55 or 65 || first / 100 is >= 2221 and <= 2720 or 6011
                || first / 1_000 is >= 644 and <= 649 || first / 100 is >= 3528 and <= 3589,
            19 => first / 100_000 == 4,
            _ => false,
        };
    }
}
