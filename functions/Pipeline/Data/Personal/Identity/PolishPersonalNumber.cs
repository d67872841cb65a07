namespace ServerlessMlops.Pipeline.Data;

/// <summary>
/// PESEL: date of birth as yymmdd, the century in the month (+80 for 18.., +0, +20, +40, +60), four digits, and a check digit with the
/// weights 1 3 7 9 (Polish act on population records, 24 September 2010, Art. 15).
/// </summary>
internal static class PolishPersonalNumber
{
    private static ReadOnlySpan<byte> Weights => [1, 3, 7, 9, 1, 3, 7, 9, 1, 3];

    /// <param name="digits">Eleven.</param>
    public static bool IsShaped(ReadOnlySpan<byte> digits)
    {
        var month = BirthDate.Two(digits[2..]);
        var year = (month / 20) switch { 4 => 1800, 0 => 1900, 1 => 2000, 2 => 2100, _ => 2200 } + BirthDate.Two(digits);
        return BirthDate.Exists(year, month % 20, BirthDate.Two(digits[4..]));
    }

    /// <param name="digits">Eleven. 44051401359 passes.</param>
    public static bool IsValid(ReadOnlySpan<byte> digits)
    {
        var sum = 0;
        for (var i = 0; i < Weights.Length; i++)
        {
            sum += Weights[i] * (digits[i] - '0');
        }

        return (10 - (sum % 10)) % 10 == digits[10] - '0';
    }
}
