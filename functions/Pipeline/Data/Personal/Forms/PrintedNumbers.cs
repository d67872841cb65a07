namespace ServerlessMlops.Pipeline.Data;

/// <summary>Looks for numbers of cards and people in text: what the digits are depends on how they are grouped.</summary>
internal static class PrintedNumbers
{
    /// <param name="text">That starts with a digit, where a number may begin.</param>
    /// <returns>Characters of what was found; 0 where nothing was.</returns>
    public static int Read(ReadOnlySpan<byte> text, PersonalMarks marks)
    {
        var groups = new DigitGroups(text, stackalloc byte[DigitGroups.MaximumDigits], stackalloc int[2 * DigitGroups.MaximumGroups]);
        return groups.Are(4, 4, 4, 4, 3) ? Card(groups, 5, text, marks)
            : groups.Are(4, 4, 4, 4) ? Card(groups, 4, text, marks)
            : groups.Are(4, 6, 5) || groups.Are(4, 6, 4) ? Card(groups, 3, text, marks)
            : groups.Are(3, 2, 4) && groups.Sign == '-'
                ? Add(PersonalForm.UnitedStates, UsSocialSecurityNumber.IsValid(groups.First(3)), groups.Length(3), text, marks)
            : groups.Are(1, 2, 2, 2, 3, 3, 2) && FrenchSocialSecurityNumber.IsShaped(groups.First(7))
                ? Add(PersonalForm.France, FrenchSocialSecurityNumber.IsValid(groups.First(7)), groups.Length(7), text, marks)
            : groups.Are(13, 2) && FrenchSocialSecurityNumber.IsShaped(groups.First(2))
                ? Add(PersonalForm.France, FrenchSocialSecurityNumber.IsValid(groups.First(2)), groups.Length(2), text, marks)
            : groups.Are(2, 3, 3, 3) && GermanTaxNumber.IsShaped(groups.First(4))
                ? Add(PersonalForm.Germany, GermanTaxNumber.IsValid(groups.First(4)), groups.Length(4), text, marks)
            : groups.Are(4, 2, 3) && groups.Sign == '.'
                ? Add(PersonalForm.Netherlands, DutchCitizenNumber.IsValid(groups.First(3)), groups.Length(3), text, marks)
            : (groups.Are(6, 4) || groups.Are(8, 4)) && groups.Sign == '-' && SwedishPersonalNumber.IsShaped(groups.First(2))
                ? Add(PersonalForm.Sweden, SwedishPersonalNumber.IsValid(groups.First(2)), groups.Length(2), text, marks)
            : groups.Are((byte)groups.First(1).Length) && Whole(groups.First(1), marks) ? groups.Length(1)
            : 0;
    }

    /// <summary>Digits without a sign between them, in text or as a whole number.</summary>
    /// <returns>False where they have the outline of nothing.</returns>
    public static bool Whole(ReadOnlySpan<byte> digits, PersonalMarks marks)
    {
        var any = false;
        void Add(PersonalForm form, bool valid, ReadOnlySpan<byte> digits)
        {
            marks.Add(form, valid, digits);
            any = true;
        }

        if (digits.Length == 9)
        {
            Add(PersonalForm.Netherlands, DutchCitizenNumber.IsValid(digits), digits);
        }

        if (digits.Length is 10 or 12 && SwedishPersonalNumber.IsShaped(digits))
        {
            Add(PersonalForm.Sweden, SwedishPersonalNumber.IsValid(digits), digits);
        }

        if (digits.Length == 11 && GermanTaxNumber.IsShaped(digits))
        {
            Add(PersonalForm.Germany, GermanTaxNumber.IsValid(digits), digits);
        }

        if (digits.Length == 11 && PolishPersonalNumber.IsShaped(digits))
        {
            Add(PersonalForm.Poland, PolishPersonalNumber.IsValid(digits), digits);
        }

        if (digits.Length == FrenchSocialSecurityNumber.Length && FrenchSocialSecurityNumber.IsShaped(digits))
        {
            Add(PersonalForm.France, FrenchSocialSecurityNumber.IsValid(digits), digits);
        }

        if (PaymentCard.IsIssued(digits))
        {
            Add(PersonalForm.CardDigits, CheckDigits.Luhn(digits), digits);
        }

        return any;
    }

    private static int Card(DigitGroups groups, int count, ReadOnlySpan<byte> text, PersonalMarks marks)
    {
        var digits = groups.First(count);
        return groups.Sign != '.' && PaymentCard.IsIssued(digits) && CheckDigits.Luhn(digits)
            ? Add(PersonalForm.CardInGroups, true, groups.Length(count), text, marks)
            : 0;
    }

    private static int Add(PersonalForm form, bool valid, int length, ReadOnlySpan<byte> text, PersonalMarks marks)
    {
        marks.Add(form, valid, text[..length]);
        return length;
    }
}
