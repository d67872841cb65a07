using ServerlessMlops.Pipeline.Contracts;

namespace ServerlessMlops.Pipeline.Data;

/// <summary>The forms that are searched for. A kind of personal data may have several, which prove it to a different degree.</summary>
internal enum PersonalForm
{
    Email,

    /// <summary>With a plus, or an area code in brackets.</summary>
    Phone,
    PhoneNorthAmerica,
    PhoneNational,
    Iban,

    /// <summary>In the groups that are printed on it.</summary>
    CardInGroups,
    CardDigits,
    IpAddress,
    UnitedStates,
    UnitedKingdom,
    Spain,
    France,
    Italy,
    Germany,
    Netherlands,
    Sweden,
    Finland,
    Poland,

    // The rest only where the column's name says what it holds.
    NamedPhone,
    NamedSocialSecurity,
    NamedIdentity,
    NamedName,
    NamedBirth,
    NamedAddress,
}

/// <summary>What a form stands for, and how much it proves.</summary>
internal static class PersonalForms
{
    public static readonly int Count = Enum.GetValues<PersonalForm>().Length;

    public static PersonalDataKind Kind(PersonalForm form) => form switch
    {
        PersonalForm.Email => PersonalDataKind.Email,
        PersonalForm.Phone or PersonalForm.PhoneNorthAmerica or PersonalForm.PhoneNational or PersonalForm.NamedPhone =>
            PersonalDataKind.Phone,
        PersonalForm.Iban => PersonalDataKind.Iban,
        PersonalForm.CardInGroups or PersonalForm.CardDigits => PersonalDataKind.PaymentCard,
        PersonalForm.IpAddress => PersonalDataKind.IpAddress,
        PersonalForm.UnitedStates or PersonalForm.NamedSocialSecurity => PersonalDataKind.UsSocialSecurityNumber,
        PersonalForm.UnitedKingdom => PersonalDataKind.UkNationalInsuranceNumber,
        PersonalForm.Spain => PersonalDataKind.SpanishIdentityNumber,
        PersonalForm.France => PersonalDataKind.FrenchSocialSecurityNumber,
        PersonalForm.Italy => PersonalDataKind.ItalianTaxCode,
        PersonalForm.Germany => PersonalDataKind.GermanTaxNumber,
        PersonalForm.Netherlands => PersonalDataKind.DutchCitizenNumber,
        PersonalForm.Sweden => PersonalDataKind.SwedishPersonalNumber,
        PersonalForm.Finland => PersonalDataKind.FinnishPersonalCode,
        PersonalForm.Poland => PersonalDataKind.PolishPersonalNumber,
        PersonalForm.NamedIdentity => PersonalDataKind.IdentityNumber,
        PersonalForm.NamedName => PersonalDataKind.Name,
        PersonalForm.NamedBirth => PersonalDataKind.DateOfBirth,
        _ => PersonalDataKind.Address,
    };

    /// <summary>The probability that a random text of the form's outline passes its check; 0 where the outline alone is proof.</summary>
    public static double Chance(PersonalForm form) => form switch
    {
        PersonalForm.PhoneNorthAmerica => 0.64, // area and exchange start with 2 to 9
        PersonalForm.PhoneNational => 0.09,     // a zero, then another digit
        PersonalForm.CardDigits or PersonalForm.Germany or PersonalForm.Sweden or PersonalForm.Poland => 0.1,
        PersonalForm.UnitedKingdom => 0.1,      // of all letters, those in use
        PersonalForm.Netherlands => 1.0 / 11,
        PersonalForm.Spain => 1.0 / 23,
        PersonalForm.Finland => 1.0 / 31,
        PersonalForm.France => 1.0 / 97,
        _ => 0,
    };

    public static bool IsNamed(PersonalForm form) => form >= PersonalForm.NamedPhone;
}
