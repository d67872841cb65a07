using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.Intrinsics;

namespace ServerlessMlops.Pipeline.Data;

/// <summary>Searches the text of one cell, whole or within free text, in time that its first <see cref="Units"/> bytes bound.</summary>
internal static class CellSearch
{
    /// <summary>Bytes of a cell that are searched.</summary>
    public const int Units = 4_096;

    private const int FewestUnits = 6;
    private const int FewestDigits = 5;
    private const int ShortestLettered = 9;

    /// <summary>Whether it is worth a search: most cells are too short, or have neither digits nor an @.</summary>
    public static bool CanHold(ReadOnlySpan<byte> text)
    {
        if (text.Length < FewestUnits)
        {
            return false;
        }

        var (digits, at) = Look(text[..Math.Min(text.Length, Units)]);
        return digits || at;
    }

    public static void Read(ReadOnlySpan<byte> text, PersonalMarks marks)
    {
        text = text[..Math.Min(text.Length, Units)];
        var (digits, at) = Look(text);
        for (var from = 0; at && from < text.Length;)
        {
            var next = text[from..].IndexOf((byte)'@');
            if (next < 0)
            {
                break;
            }

            if (EmailAddress.Around(text, from + next) is { IsEmpty: false } address)
            {
                marks.Add(PersonalForm.Email, true, address);
            }

            from += next + 1;
        }

        if (digits)
        {
            Words(text, marks);
        }
    }

    /// <summary>What can be in the text at all: most cells have neither. Bytes that are looked at twice may be counted twice.</summary>
    /// <returns>Whether there may be digits enough for any number, and whether there is an @.</returns>
    private static (bool Digits, bool At) Look(ReadOnlySpan<byte> text)
    {
        var digits = 0;
        var at = false;
        if (text.Length < 8)
        {
            foreach (var unit in text)
            {
                digits += TextUnits.IsDigit(unit) ? 1 : 0;
                at |= unit == '@';
            }
        }
        else if (text.Length < Vector128<byte>.Count)
        {
            var (start, end) = (BinaryPrimitives.ReadUInt64LittleEndian(text), BinaryPrimitives.ReadUInt64LittleEndian(text[^8..]));
            (digits, at) = Look(Vector128.Create(start, end).AsByte());
        }
        else
        {
            for (var from = 0; from < text.Length && !(at && digits >= FewestDigits); from += Vector128<byte>.Count)
            {
                var (more, there) = Look(Vector128.Create(text[Math.Min(from, text.Length - Vector128<byte>.Count)..]));
                digits += more;
                at |= there;
            }
        }

        return (digits >= FewestDigits, at);
    }

    private static (int Digits, bool At) Look(Vector128<byte> units)
    {
        var digits = Vector128.LessThanOrEqual(units - Vector128.Create((byte)'0'), Vector128.Create((byte)9));
        return (BitOperations.PopCount(digits.ExtractMostSignificantBits()), Vector128.EqualsAny(units, Vector128.Create((byte)'@')));
    }

    private static void Words(ReadOnlySpan<byte> text, PersonalMarks marks)
    {
        for (var at = 0; at < text.Length;)
        {
            var unit = text[at];
            var word = TextUnits.IsWord(unit);
            if ((word || unit is (byte)'+' or (byte)'(') && TextUnits.Begins(text, at))
            {
                var rest = text[at..];
                var length = TextUnits.IsDigit(unit) ? Number(rest, marks) : word ? Lettered(rest, marks) : Phone(rest, marks);
                if (length > 0)
                {
                    at += length;
                    continue;
                }
            }

            at++;
            while (word && at < text.Length && TextUnits.IsWord(text[at]))
            {
                at++;
            }
        }
    }

    private static int Number(ReadOnlySpan<byte> text, PersonalMarks marks)
    {
        var length = IpAddress.ReadV4(text, out var valid);
        (length, valid) = length > 0 ? (length, valid) : (IpAddress.ReadV6(text), true);
        if (Closed(text, length))
        {
            return Add(PersonalForm.IpAddress, valid, text[..length], marks);
        }

        if (FinnishPersonalCode.IsShaped(text) && Closed(text, FinnishPersonalCode.Length))
        {
            // A Swedish number may have its outline too.
            length = Add(PersonalForm.Finland, FinnishPersonalCode.IsValid(text), text[..FinnishPersonalCode.Length], marks);
            return PrintedNumbers.Read(text, marks) is var swedish and > 0 ? swedish : length;
        }

        if (FrenchSocialSecurityNumber.IsCorsican(text) && Closed(text, FrenchSocialSecurityNumber.Length))
        {
            return Add(PersonalForm.France, FrenchSocialSecurityNumber.IsValid(text), text[..FrenchSocialSecurityNumber.Length], marks);
        }

        if (Spanish(text, marks, out length))
        {
            return length;
        }

        length = PrintedNumbers.Read(text, marks);
        return length > 0 ? length : Phone(text, marks);
    }

    /// <summary>The second and the third character tell which of the forms that begin with a letter it can be.</summary>
    private static int Lettered(ReadOnlySpan<byte> text, PersonalMarks marks)
    {
        if (text.Length < ShortestLettered)
        {
            return 0;
        }

        if (TextUnits.IsDigit(text[1]))
        {
            return Spanish(text, marks, out var length) ? length : 0;
        }

        if (!TextUnits.IsDigit(text[2]) && text[2] != ' ')
        {
            return ItalianTaxCode.IsValid(text) && Closed(text, ItalianTaxCode.Length)
                ? Add(PersonalForm.Italy, true, text[..ItalianTaxCode.Length], marks)
                : 0;
        }

        if (Iban.Read(text) is var iban && Closed(text, iban))
        {
            return Add(PersonalForm.Iban, true, text[..iban], marks);
        }

        return UkNationalInsuranceNumber.Outline(text) is var uk && Closed(text, uk)
            ? Add(PersonalForm.UnitedKingdom, UkNationalInsuranceNumber.IsValid(text[..uk]), text[..uk], marks)
            : 0;
    }

    private static bool Spanish(ReadOnlySpan<byte> text, PersonalMarks marks, out int length)
    {
        length = SpanishIdentityNumber.Outline(text);
        if (!Closed(text, length))
        {
            return false;
        }

        marks.Add(PersonalForm.Spain, SpanishIdentityNumber.IsValid(text[..length]), text[..length]);
        return true;
    }

    private static int Phone(ReadOnlySpan<byte> text, PersonalMarks marks)
    {
        var length = PhoneNumber.Read(text, out var form, out var valid);
        length += length > 0 ? PhoneNumber.Extension(text[length..]) : 0;
        return Closed(text, length) ? Add(form, valid, text[..length], marks) : 0;
    }

    private static bool Closed(ReadOnlySpan<byte> text, int length) => length > 0 && TextUnits.Ends(text, length);

    private static int Add(PersonalForm form, bool valid, ReadOnlySpan<byte> text, PersonalMarks marks)
    {
        marks.Add(form, valid, text);
        return text.Length;
    }
}
