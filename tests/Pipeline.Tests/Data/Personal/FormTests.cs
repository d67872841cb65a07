using ServerlessMlops.Pipeline.Contracts;

namespace ServerlessMlops.Pipeline.Tests.Data.Personal;

public sealed class FormTests
{
    // Published examples: SWIFT's IBAN registry, test numbers of the card networks, and those of the authorities.
    [Theory]
    [InlineData(PersonalDataKind.Email, "jane.doe@example.org")]
    [InlineData(PersonalDataKind.Email, "write to Jane <jane+x@mail.example.co.uk>, please")]
    [InlineData(PersonalDataKind.Email, "jörg@bücher.example")]
    [InlineData(PersonalDataKind.Iban, "GB29 NWBK 6016 1331 9268 19")]
    [InlineData(PersonalDataKind.Iban, "paid to DE89370400440532013000 in May")]
    [InlineData(PersonalDataKind.Iban, "NO9386011117947")]
    [InlineData(PersonalDataKind.Iban, "FR1420041010050500013M02606")]
    [InlineData(PersonalDataKind.Iban, "MT84MALT011000012345MTLCAST001S")]
    [InlineData(PersonalDataKind.PaymentCard, "4111 1111 1111 1111")]
    [InlineData(PersonalDataKind.PaymentCard, "card 3782-822463-10005, exp. 12/30")]
    [InlineData(PersonalDataKind.Phone, "+49 171 2345678")]
    [InlineData(PersonalDataKind.Phone, "+442079460958")]
    [InlineData(PersonalDataKind.Phone, "call (555) 231-4567 today")]
    [InlineData(PersonalDataKind.Phone, "+1 (212) 555-0100 x123")]
    [InlineData(PersonalDataKind.PaymentCard, "4111 1111 1111 1111 1 left")]
    [InlineData(PersonalDataKind.IpAddress, "203.0.113.77")]
    [InlineData(PersonalDataKind.IpAddress, "from 198.51.100.23:443")]
    [InlineData(PersonalDataKind.IpAddress, "2001:db8:85a3::8a2e:370:7334")]
    [InlineData(PersonalDataKind.UsSocialSecurityNumber, "SSN 219-09-9999")]
    [InlineData(PersonalDataKind.ItalianTaxCode, "RSSMRA85T10A562S")]
    [InlineData(PersonalDataKind.ItalianTaxCode, "MRTMTT91D08F205J")]
    public void One_cell_is_enough_where_the_outline_is_proof(PersonalDataKind kind, string cell) =>
        Assert.Equal([kind], PersonalRun.Kinds(cell));

    [Theory]
    [InlineData(PersonalDataKind.PaymentCard, "4111111111111111", "5555555555554444", "378282246310005", "6011111111111117")]
    [InlineData(PersonalDataKind.UkNationalInsuranceNumber, "AB123456C", "JG 10 37 59 A", "CE123456D", "HH012345B", "WK876543A")]
    [InlineData(PersonalDataKind.SpanishIdentityNumber, "12345678Z", "X1234567L", "00000000T")]
    [InlineData(PersonalDataKind.FrenchSocialSecurityNumber, "255081416802538", "2 55 08 14 168 025 38", "185057800608491")]
    [InlineData(PersonalDataKind.GermanTaxNumber, "86095742719", "47036892816", "65929970489", "26954371827")]
    [InlineData(PersonalDataKind.Phone, "020 7946 0958", "0171/2345678", "01 23 45 67 89", "01.23.45.67.89", "030-12345678")]
    [InlineData(PersonalDataKind.DutchCitizenNumber, "111222333", "123456782", "1112.22.333", "010464554")]
    [InlineData(PersonalDataKind.SwedishPersonalNumber, "811228-9874", "670919-9530", "19811228-9874", "8112289874", "196709199530")]
    [InlineData(PersonalDataKind.FinnishPersonalCode, "131052-308T", "010100+123D", "131052A308T")]
    [InlineData(PersonalDataKind.PolishPersonalNumber, "44051401359", "02070803628", "85020112346", "91031524685")]
    public void Several_different_cells_are_enough_where_a_check_tells(PersonalDataKind kind, params string[] cells)
    {
        Assert.Equal([kind], PersonalRun.Kinds(cells));
        Assert.Empty(PersonalRun.Kinds(Enumerable.Repeat(cells[0], 50)));
    }

    [Fact]
    public void Numbers_of_versions_are_no_addresses_though_a_few_look_like_some() =>
        Assert.Empty(PersonalRun.Kinds("1.9.78.123", "1.2.3.4", "0.2.99.50", "4.17.21.0", "10.0.19.1"));

    [Fact]
    public void Another_forms_values_do_not_hide_a_later_one() =>
        Assert.Equal(
            [PersonalDataKind.PolishPersonalNumber],
            PersonalRun.Kinds([.. Enumerable.Range(100_000_000, 3_000).Select(i => $"{i}"), "44051401359", "02070803628", "85020112346", "91031524685"]));

    [Theory]
    [InlineData("Lisbon")]
    [InlineData("2024-05-31")]
    [InlineData("31.12.2024 10:30")]
    [InlineData("1.2.3.4")]
    [InlineData("10.15.7.120")]
    [InlineData("192.168.178.201")]
    [InlineData("1,234,567.89")]
    [InlineData("€ 12.50 @ 3")]
    [InlineData("image@2x.png")]
    [InlineData("@handle on 2024-05-31")]
    [InlineData("550e8400-e29b-41d4-a716-446655440000")]
    [InlineData("REF-4111111111111111")]
    [InlineData("978-3-16-148410-0")]
    [InlineData("00:1A:2B:3C:4D:5E")]
    [InlineData("DE89370400440532013001")]
    [InlineData("4111 1111 1111 1112")]
    [InlineData("900-12-3456")]
    [InlineData("9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08")]
    [InlineData("1700000000000")]
    [InlineData("12 345 678 900 EUR")]
    [InlineData("std::vector<a::b>")]
    [InlineData("2001:12:30")]
    [InlineData("Boston, MA 02110-1301")]
    [InlineData("48 C.F.R. 252.227-7014")]
    [InlineData("/usr/lib/systemd/catalog/systemd.be@latin.catalog")]
    public void Other_cells_are_no_personal_data(string cell) => Assert.Empty(PersonalRun.Kinds(Enumerable.Repeat(cell, 3)));
}
