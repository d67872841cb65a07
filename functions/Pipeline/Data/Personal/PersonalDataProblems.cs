using System.Globalization;
using ServerlessMlops.Pipeline.Contracts;

namespace ServerlessMlops.Pipeline.Data;

/// <summary>Says what was found and what is done with it, without a value of the file.</summary>
internal static class PersonalDataProblems
{
    private const string ToWrite =
        "for the column in contract.yaml: customProperties: [{ property: personalData, value: mask }], or allow, or refuse; "
        + "or a file without the column";

    public static void Add(ProblemList problems, PersonalDataTreatment treatment, IEnumerable<PersonalDataFinding> found, bool isTarget)
    {
        foreach (var finding in found)
        {
            var (code, severity, then, expected) = Words(treatment);
            if (code is not null)
            {
                problems.Add(new Problem(
                    code, $"{Seen(finding)}; {then}.", problems.File, finding.Row, finding.Column, finding.Example, expected, severity,
                    finding.Cells));
            }
        }

        if (isTarget && treatment.Policy == PersonalDataPolicy.Mask)
        {
            problems.Error(
                PersonalDataCodes.TargetMasked,
                $"Column '{treatment.Column}' is to be predicted, and the contract has it masked: tokens cannot be.", null, treatment.Column,
                expected: "another target, or another treatment");
        }
    }

    private static (string? Code, Severity Severity, string Then, string Expected) Words(PersonalDataTreatment treated) => treated switch
    {
        { Policy: PersonalDataPolicy.Mask } =>
            (PersonalDataCodes.Masked, Severity.Warning, "the contract has the column masked: what is kept holds tokens instead", "tokens"),
        { Policy: PersonalDataPolicy.Refuse, IsAgreed: true } =>
            (PersonalDataCodes.Refused, Severity.Error, "the contract refuses personal data here", "a file without them"),
        { Policy: PersonalDataPolicy.Refuse } =>
            (PersonalDataCodes.NotAgreed, Severity.Error, "nothing was agreed on what is done with them", ToWrite),
        { IsAgreed: false } =>
            (PersonalDataCodes.Possible, Severity.Warning, "nothing was agreed on what is done with them, and they were let in", ToWrite),
        _ => (null, Severity.Warning, "", ""),
    };

    private static string Seen(PersonalDataFinding finding)
    {
        var of = finding.Looked == finding.Present ? "cells with a value" : "cells that were looked at";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"Column '{ProblemList.Cut(finding.Column)}': {finding.Cells} of {finding.Looked} {of} hold {Plural(finding.Kind)}, "
            + $"such as {finding.Example}");
    }

    private static string Plural(PersonalDataKind kind) => kind switch
    {
        PersonalDataKind.Email => "e-mail addresses",
        PersonalDataKind.Phone => "telephone numbers",
        PersonalDataKind.Iban => "account numbers (IBAN)",
        PersonalDataKind.PaymentCard => "numbers of payment cards",
        PersonalDataKind.IpAddress => "public IP addresses",
        PersonalDataKind.UsSocialSecurityNumber => "social security numbers (US)",
        PersonalDataKind.UkNationalInsuranceNumber => "national insurance numbers (UK)",
        PersonalDataKind.SpanishIdentityNumber => "identity numbers (Spain, DNI or NIE)",
        PersonalDataKind.FrenchSocialSecurityNumber => "social security numbers (France, NIR)",
        PersonalDataKind.ItalianTaxCode => "tax codes (Italy, codice fiscale)",
        PersonalDataKind.GermanTaxNumber => "tax numbers (Germany, Steuer-ID)",
        PersonalDataKind.DutchCitizenNumber => "citizen numbers (Netherlands, BSN)",
        PersonalDataKind.SwedishPersonalNumber => "personal numbers (Sweden, personnummer)",
        PersonalDataKind.FinnishPersonalCode => "personal codes (Finland, henkilötunnus)",
        PersonalDataKind.PolishPersonalNumber => "personal numbers (Poland, PESEL)",
        PersonalDataKind.IdentityNumber => "numbers of identity documents",
        PersonalDataKind.Name => "names of people",
        PersonalDataKind.DateOfBirth => "dates of birth",
        _ => "addresses",
    };
}
