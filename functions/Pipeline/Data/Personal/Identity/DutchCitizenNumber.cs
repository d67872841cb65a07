namespace ServerlessMlops.Pipeline.Data;

/// <summary>Burgerservicenummer: nine digits; Σ weight · digit is divisible by 11, with weights 9 … 2 and −1 (RvIG, Logisch Ontwerp BSN).</summary>
internal static class DutchCitizenNumber
{
    /// <param name="digits">Nine. 111222333 is one.</param>
    public static bool IsValid(ReadOnlySpan<byte> digits)
    {
        var sum = -(digits[8] - '0');
        for (var i = 0; i < 8; i++)
        {
            sum += (9 - i) * (digits[i] - '0');
        }

        return sum % 11 == 0 && digits.ContainsAnyExcept((byte)'0');
    }
}
