namespace ServerlessMlops.Pipeline.Data;

/// <summary>
/// Personnummer: date of birth as yymmdd, three digits, and Luhn's check digit over these ten; a coordination number has 60 added to the
/// day (Folkbokföringslagen 1991:481 § 18; SKV 704).
/// </summary>
internal static class SwedishPersonalNumber
{
    /// <param name="digits">Ten, or twelve with the century in front.</param>
    public static bool IsShaped(ReadOnlySpan<byte> digits)
    {
        if (digits.Length == 12 && BirthDate.Two(digits) is not (18 or 19 or 20))
        {
            return false;
        }

        digits = digits[^10..];
        var day = BirthDate.Two(digits[4..]);
        return BirthDate.Exists(BirthDate.Two(digits[2..]), day > 60 ? day - 60 : day, digits);
    }

    /// <param name="digits">As above. 8112289874 passes.</param>
    public static bool IsValid(ReadOnlySpan<byte> digits) => CheckDigits.Luhn(digits[^10..]);
}
