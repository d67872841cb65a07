using CsCheck;
using ServerlessMlops.Pipeline.Contracts;

namespace ServerlessMlops.Pipeline.Tests.Data.Personal;

public sealed class ReportTests
{
    private static readonly string[] People =
    [
        "Anna Kowalska", "Hans Müller", "Maria Rossi", "John Smith", "Pedro Alves", "Katarzyna Nowak", "Emma Berg", "Lars Holm", "Julie Petit",
        "Elena Ruiz", "Marco Bianchi", "Ingrid Lund",
    ];

    [Theory]
    [InlineData("credit-risk", "credit_data.csv")]
    [InlineData("penguins", "penguins.csv")]
    [InlineData("concrete", "concrete.csv")]
    public void The_samples_hold_no_personal_data(string sample, string file)
    {
        using var stream = File.OpenRead(Csv.SamplePath(sample, file));
        Assert.Empty(PersonalRun.Scan(stream).Findings);
    }

    [Fact]
    public void A_finding_says_how_many_cells_of_how_many_and_shows_one_masked()
    {
        var found = Assert.Single(PersonalRun.Column("c", "", "none", "jane.doe@example.org", "NA", "a@b.example; c@d.example", "x"));
        Assert.Equal(
            new PersonalDataFinding("c", PersonalDataKind.Email, 0.5, 2, 4, 4, "j***@e***.org", 3, ByHeader: false, ByContent: true),
            found);
    }

    [Fact]
    public void Numbers_are_searched_too()
    {
        Assert.Equal([PersonalDataKind.DutchCitizenNumber], Kinds("c", "123456782", "111222333", "135792460", "010464554"));
        Assert.Equal(
            [PersonalDataKind.PaymentCard], Kinds("c", "4111111111111111", "5555555555554444", "4012888888881881", "378282246310005"));
        Assert.Equal([PersonalDataKind.Phone], Kinds("c", "+491712345678", "+442079460958"));
        Assert.Equal([PersonalDataKind.Phone], Kinds("mobile_number", "1712345678", "491712345678"));
        Assert.Equal(0.5, Assert.Single(PersonalRun.Column("phone", "+49 171 2345678", "none", "+44 20 7946 0958", "?", "-")).Score, 0.11);
    }

    [Fact]
    public void Random_numbers_pass_checks_by_chance_and_are_not_named()
    {
        var random = new Random(20_261_125);
        for (var digits = 8; digits <= 19; digits++)
        {
            string[] cells = [.. Enumerable.Range(0, 3_000).Select(_ => new string(random.GetItems<char>("0123456789", digits)))];
            Assert.Empty(PersonalRun.Kinds(cells));
            Assert.Empty(PersonalRun.Kinds(cells.Select(cell => $"order {cell}, paid")));
        }
    }

    [Fact]
    public void Half_of_a_column_of_numbers_may_be_others()
    {
        string[] cards = ["4111111111111111", "5555555555554444", "4012888888881881", "4222222222222220", "5105105105105100"];
        var found = Assert.Single(PersonalRun.Column("c", [.. cards, .. Enumerable.Range(0, 5).Select(i => $"{1_000_000 + i}")]));
        Assert.Equal((5, 10, 0.5), (found.Cells, found.Looked, found.Score));
    }

    [Theory]
    [InlineData("first_name", PersonalDataKind.Name, "Zbyszko", "Örjan")]
    [InlineData("CustomerSurname", PersonalDataKind.Name, "Smith", "O'Neil")]
    [InlineData("dateOfBirth", PersonalDataKind.DateOfBirth, "1980-02-29", "31.12.1999")]
    [InlineData("DOB", PersonalDataKind.DateOfBirth, "19800229", "19991231")]
    [InlineData("Home Address", PersonalDataKind.Address, "1 High Street", "Hauptstr. 5")]
    [InlineData("phone", PersonalDataKind.Phone, "5551234", "030 1234567")]
    [InlineData("SSN", PersonalDataKind.UsSocialSecurityNumber, "219099999", "078051120")]
    [InlineData("passport_number", PersonalDataKind.IdentityNumber, "C01X0006H", "L8988901C")]
    [InlineData("bsn", PersonalDataKind.DutchCitizenNumber, "111222333", "123456782")]
    public void A_columns_name_counts_where_its_cells_look_like_it(string name, PersonalDataKind kind, params string[] cells)
    {
        var found = Assert.Single(PersonalRun.Column(name, cells));
        Assert.Equal((kind, true, 1.0), (found.Kind, found.ByHeader, Math.Round(found.Score, 9)));
    }

    [Theory]
    [InlineData("telephone", "yes", "none")]
    [InlineData("phone_count", "5551234", "5551235")]
    [InlineData("has_email", "true", "false")]
    [InlineData("mac_address", "00:1A:2B:3C:4D:5E", "00:1A:2B:3C:4D:5F")]
    [InlineData("name", "ford pinto", "vw rabbit")]
    [InlineData("Surname", "17", "18")]
    [InlineData("street_type", "paved", "gravel")]
    [InlineData("age", "31", "32")]
    public void A_columns_name_alone_proves_nothing(string name, params string[] cells) => Assert.Empty(PersonalRun.Column(name, cells));

    [Fact]
    public void Many_first_names_make_a_column_of_people_and_a_few_do_not()
    {
        Assert.Equal([PersonalDataKind.Name], PersonalRun.Kinds(People));
        Assert.Empty(PersonalRun.Kinds(People.Take(9)));
        Assert.Equal([PersonalDataKind.Name], Kinds("name", [.. People.Take(9)]));
        Assert.Equal([PersonalDataKind.Name], Kinds("name", "Françoise Petit", "JÜRGEN KLEIN", "Łukasz Nowak", "José"));
        Assert.Empty(PersonalRun.Kinds(
            "Paris", "Sofia", "Florence", "Victoria", "Charlotte", "Santiago", "Lisbon", "Madrid", "San Jose", "St. Louis", "Austin"));
    }

    [Fact]
    public void The_report_never_shows_a_value() =>
        (from local in Gen.String[Gen.Char['a', 'z'], 1, 12]
         from digits in Gen.String[Gen.Char['0', '9'], 9, 9]
         from word in Gen.String[Gen.Char['a', 'z'], 6, 20]
         select (Mail: $"{local}@{word}.example.org", Digits: digits, Street: $"{word} {digits}", Name: $"anna {word}", Word: word))
        .Array[12].Sample(
            rows =>
            {
                var shown = MlopsJson.Write(PersonalRun.Scan("mail,phone,home_address,full_name,note\n" + string.Concat(rows.Select(
                    row => $"{row.Mail},+4917{row.Digits},{row.Street},{row.Name},\"{row.Name}: {row.Mail}, +4917{row.Digits}\"\n"))));
                Assert.All(
                    rows.SelectMany(row => new[] { row.Mail, row.Digits, row.Street, row.Name, row.Word, row.Mail.Split('@')[0] + "@" }),
                    value => Assert.DoesNotContain($"\"{value}", shown, StringComparison.Ordinal));
                Assert.All(rows, row => Assert.DoesNotContain(row.Word, shown, StringComparison.Ordinal));
                Assert.All(rows, row => Assert.DoesNotContain(row.Digits, shown, StringComparison.Ordinal));
            }, iter: 200);

    [Fact]
    public void Parts_of_a_file_add_up_to_the_whole()
    {
        string[] kinds = ["p@example.org", "4111111111111111", "100000000", "Anna"];
        string[] cells = [.. Enumerable.Range(0, 40).Select(i => kinds[i % 4])];
        var (whole, first, second) = (PersonalRun.Watch(cells), PersonalRun.Watch(cells[..13]), PersonalRun.Watch(cells[13..]));
        first.Merge(second);
        Assert.Equal(PersonalRun.Findings(whole), PersonalRun.Findings(first));
    }

    private static IEnumerable<PersonalDataKind> Kinds(string name, params string[] cells) =>
        PersonalRun.Column(name, cells).Select(finding => finding.Kind);
}
