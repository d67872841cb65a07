namespace ServerlessMlops.Pipeline.Data;

/// <summary>
/// Area, group and serial number, 3-2-4 digits. There is no check digit; area 000, 666 and 900 to 999, group 00 and serial 0000 are never
/// assigned (Social Security Administration, POMS RM 10201.035).
/// </summary>
internal static class UsSocialSecurityNumber
{
    /// <param name="digits">Nine. 219099999 is one.</param>
    public static bool IsValid(ReadOnlySpan<byte> digits) =>
        digits[0] != '9' && !digits[..3].SequenceEqual("000"u8) && !digits[..3].SequenceEqual("666"u8)
        && !digits[3..5].SequenceEqual("00"u8) && !digits[5..].SequenceEqual("0000"u8);
}
