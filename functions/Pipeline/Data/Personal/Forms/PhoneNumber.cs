namespace ServerlessMlops.Pipeline.Data;

/// <summary>
/// Telephone numbers: international with a plus (ITU-T E.164, at most 15 digits), 3-3-4 as in North America (NANPA), and national ones
/// that start with a zero, in groups.
/// </summary>
internal static class PhoneNumber
{
    private const int Fewest = 8;
    private const int Most = 15;

    /// <param name="text">That starts with a digit, a plus, or an opening bracket.</param>
    /// <param name="valid">It passes the form's check.</param>
    /// <returns>Characters; 0 where it has no such outline.</returns>
    public static int Read(ReadOnlySpan<byte> text, out PersonalForm form, out bool valid)
    {
        form = PersonalForm.Phone;
        valid = true;
        if (text[0] == '+')
        {
            return International(text);
        }

        var length = NorthAmerica(text, out valid);
        if (length > 0)
        {
            form = text[0] == '(' ? PersonalForm.Phone : PersonalForm.PhoneNorthAmerica;
            return length;
        }

        form = text[0] == '(' ? PersonalForm.Phone : PersonalForm.PhoneNational;
        return National(text, out valid);
    }

    /// <summary>The x123 behind a number.</summary>
    public static int Extension(ReadOnlySpan<byte> text)
    {
        var at = text.StartsWith("x"u8) || text.StartsWith(" x"u8) ? text.IndexOf((byte)'x') + 1 : 0;
        var start = at;
        while (at > 0 && at < text.Length && at < 8 && TextUnits.IsDigit(text[at]))
        {
            at++;
        }

        return at > start ? at : 0;
    }

    private static int International(ReadOnlySpan<byte> text)
    {
        var (digits, end) = (0, 0);
        for (var at = 1; at < text.Length && digits < Most; at++)
        {
            if (TextUnits.IsDigit(text[at]))
            {
                digits++;
                end = at + 1;
            }
            else if (at == 1 || !IsSeparator(text[at]) || (IsSeparator(text[at - 1]) && !IsBracket(text[at]) && !IsBracket(text[at - 1])))
            {
                break;
            }
        }

        return text.Length > 1 && text[1] is >= (byte)'1' and <= (byte)'9' && digits >= Fewest ? end : 0;
    }

    /// <summary>555-123-4567, (555) 123-4567, 1-555-123-4567, 555.123.4567: area and exchange start with 2 to 9.</summary>
    private static int NorthAmerica(ReadOnlySpan<byte> text, out bool valid)
    {
        valid = false;
        var at = text.Length > 1 && text[0] == '1' && IsSeparator(text[1]) ? 2 : 0;
        var bracket = at < text.Length && text[at] == '(' ? 1 : 0;
        at += bracket;
        if (!TryDigits(text, at, 3))
        {
            return 0;
        }

        var area = text[at];
        at += 3 + bracket;
        if (bracket == 1 && (at > text.Length || text[at - 1] != ')'))
        {
            return 0;
        }

        var sign = at < text.Length && text[at] is (byte)' ' or (byte)'-' or (byte)'.' ? text[at] : (byte)0;
        at += sign > 0 ? 1 : 0;
        if ((sign == 0 && bracket == 0) || !TryDigits(text, at, 3) || at + 3 >= text.Length || !TryDigits(text, at + 4, 4)
            || !(text[at + 3] == sign || (text[at + 3] is (byte)'-' or (byte)'.' && (sign is 0 or (byte)' '))))
        {
            return 0;
        }

        valid = area >= '2' && text[at] >= '2';
        return at + 8;
    }

    /// <summary>020 7946 0958, (030) 123456, 0171/1234567, 01 23 45 67 89: a zero, another digit; 9 to 11 digits, in two groups or more.</summary>
    private static int National(ReadOnlySpan<byte> text, out bool valid)
    {
        var at = text[0] == '(' ? 1 : 0;
        valid = at + 1 < text.Length && text[at] == '0' && text[at + 1] is >= (byte)'1' and <= (byte)'9';
        var (digits, groups, group, end) = (0, 0, 0, 0);
        for (; at < text.Length && digits <= 11; at++)
        {
            if (TextUnits.IsDigit(text[at]))
            {
                group++;
                digits++;
                end = at + 1;
                continue;
            }

            var closes = text[at] == ')' && groups == 0 && text[0] == '(';
            if (group < 2 || (groups == 0 && group > 5) || (groups == 0 && text[0] == '(' && !closes) || !(closes || IsParting(text, at)))
            {
                break;
            }

            at += closes && at + 1 < text.Length && text[at + 1] == ' ' ? 1 : 0;
            (groups, group) = (groups + 1, 0);
        }

        return groups >= 1 && digits is >= 9 and <= 11 && group != 1 && !IsZip(text[..end]) ? end : 0;
    }

    /// <summary>Postal codes of the north-east of the United States start with a zero too: 02110-1301.</summary>
    private static bool IsZip(ReadOnlySpan<byte> text) => text.Length == 10 && text[5] == '-';

    /// <summary>A point parts pairs only, as in France: other numbers with points are dates and versions.</summary>
    private static bool IsParting(ReadOnlySpan<byte> text, int at) => text[at] is (byte)' ' or (byte)'-' or (byte)'/'
        || (text[at] == '.' && at + 2 < text.Length && TryDigits(text, at + 1, 2) && at >= 2 && text.Length >= 14
            && (at == 2 || text[at - 3] == '.'));

    private static bool IsBracket(byte unit) => unit is (byte)'(' or (byte)')';

    private static bool IsSeparator(byte unit) => unit is (byte)' ' or (byte)'-' or (byte)'.' or (byte)'/' or (byte)'(' or (byte)')';

    private static bool TryDigits(ReadOnlySpan<byte> text, int at, int count) =>
        at + count <= text.Length && !text.Slice(at, count).ContainsAnyExceptInRange((byte)'0', (byte)'9');
}
