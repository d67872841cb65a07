namespace ServerlessMlops.Pipeline.Data;

/// <summary>Dates of birth within personal numbers.</summary>
internal static class BirthDate
{
    /// <summary>The number that two ASCII digits are.</summary>
    public static int Two(ReadOnlySpan<byte> digits) => ((digits[0] - '0') * 10) + digits[1] - '0';

    public static bool Exists(int year, int month, int day) =>
        year is >= 1 and <= 9999 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month);

    /// <summary>A year of two digits whose century is not known: 29 February is taken where one of 1900 and 2000 has it.</summary>
    public static bool Exists(int month, int day, ReadOnlySpan<byte> year) => Exists(2000 + Two(year), month, day);
}
