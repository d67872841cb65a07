using System.Text;

namespace ServerlessMlops.Pipeline.Data;

/// <summary>What a column's name says that it holds, in several languages. Alone it proves nothing: the cells must look like it too.</summary>
internal static class HeaderWords
{
    /// <summary>The first that stands as whole words in the name decides, so that an e-mail address is no address.</summary>
    private static readonly (PersonalForm Form, string[] Names)[] Known =
    [
        (PersonalForm.Email, ["email", "e mail", "mail", "mailaddress", "courriel", "correo"]),
        (PersonalForm.IpAddress, ["ip", "ipaddress", "ipv 4", "ipv 6", "remote addr"]),
        (PersonalForm.Iban, ["iban"]),
        (PersonalForm.CardDigits, ["card number", "cardnumber", "credit card", "creditcard", "cc number", "card no", "kreditkarte"]),
        (PersonalForm.NamedPhone, [
            "phone", "phonenumber", "telephone", "tel", "mobile", "cellphone", "cell phone", "msisdn", "fax",
            "telefon", "handy", "telefono", "teléfono", "téléphone", "puhelin"]),
        (PersonalForm.NamedSocialSecurity, ["ssn", "social security"]),
        (PersonalForm.UnitedKingdom, ["nino", "national insurance", "ni number"]),
        (PersonalForm.Spain, ["dni", "nie"]),
        (PersonalForm.France, ["nir", "insee", "securite sociale", "sécurité sociale"]),
        (PersonalForm.Italy, ["codice fiscale", "codicefiscale"]),
        (PersonalForm.Germany, ["steuer id", "steuerid", "idnr", "steueridentifikationsnummer"]),
        (PersonalForm.Netherlands, ["bsn", "burgerservicenummer", "sofinummer"]),
        (PersonalForm.Sweden, ["personnummer", "pnr", "samordningsnummer"]),
        (PersonalForm.Finland, ["hetu", "henkilotunnus", "henkilötunnus"]),
        (PersonalForm.Poland, ["pesel"]),
        (PersonalForm.NamedIdentity, [
            "passport", "passportno", "national id", "nationalid", "identity number", "id card", "tax id", "taxid",
            "driver license", "drivers license", "driving licence", "license number", "personalausweis", "ausweisnummer", "cpf", "aadhaar"]),
        (PersonalForm.NamedBirth, [
            "dob", "date of birth", "dateofbirth", "birth date", "birthdate", "birthday", "geburtsdatum", "date naissance",
            "date de naissance", "fecha nacimiento", "fecha de nacimiento", "data di nascita", "geboortedatum", "fodelsedatum",
            "syntymaaika"]),
        (PersonalForm.NamedName, [
            "first name", "firstname", "last name", "lastname", "surname", "given name", "givenname", "family name", "familyname",
            "full name", "fullname", "middle name", "forename", "maiden name", "customer name", "patient name", "employee name",
            "person name", "contact name", "vorname", "nachname", "prenom", "prénom", "apellido", "apellidos", "cognome", "achternaam",
            "voornaam", "efternamn", "förnamn", "sukunimi", "etunimi", "nazwisko"]),
        (PersonalForm.NamedAddress, [
            "address", "street", "addr", "adresse", "anschrift", "strasse", "straße",
            "direccion", "dirección", "indirizzo", "adres", "adress", "osoite"]),
    ];

    /// <summary>Words that make something else of a name: the MAC of a device, whether there is a telephone, how many.</summary>
    private static readonly HashSet<string> Other = new(StringComparer.Ordinal)
    {
        "has", "is", "count", "num", "type", "flag", "verified", "mac", "url", "web", "memory", "domain", "brand", "model", "product", "company",
    };

    private static readonly string[] OfAnything = ["name", "names", "nom", "nombre", "nome", "naam", "customer", "patient", "employee"];

    /// <returns>Null where it says nothing of a person.</returns>
    public static PersonalForm? Of(string column)
    {
        var words = Words(column);
        if (words.Split(' ').Any(Other.Contains))
        {
            return null;
        }

        foreach (var (form, names) in Known)
        {
            if (names.Any(name => $" {words} ".Contains($" {name} ", StringComparison.Ordinal)))
            {
                return form;
            }
        }

        return null;
    }

    /// <summary>A person's or anything's name: its cells must be first names.</summary>
    public static bool IsName(string column) => OfAnything.Contains(Words(column));

    /// <summary>Lower-case words of <c>birth_date</c>, <c>birthDate</c>, <c>IPAddress</c>, parted by single spaces.</summary>
    private static string Words(string column)
    {
        var words = new StringBuilder();
        for (var i = 0; i < Math.Min(column.Length, 200); i++)
        {
            var unit = column[i];
            var starts = i > 0 && char.IsLetterOrDigit(unit) && char.IsLetterOrDigit(column[i - 1])
                && ((char.IsUpper(unit) && (char.IsLower(column[i - 1]) || (i + 1 < column.Length && char.IsLower(column[i + 1]))))
                    || char.IsDigit(unit) != char.IsDigit(column[i - 1]));
            words.Append(starts ? " " : "").Append(char.IsLetterOrDigit(unit) ? char.ToLowerInvariant(unit) : ' ');
        }

        return string.Join(' ', words.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries));
    }
}
