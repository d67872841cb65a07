using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Data;

namespace ServerlessMlops.Pipeline.Tests.Data.Personal;

public sealed class PersonalDataJudgementTests
{
    private const string Csv = "mail,dob,mobile,plain\njane@example.org,1980-01-01,+49 171 2345678,x\njoe@example.org,1981-01-01,+49 171 2345679,y\n";
    private static readonly string[] Names = ["mail", "dob", "mobile", "plain"];

    [Fact]
    public void Where_nothing_was_agreed_what_names_people_is_an_error_and_the_rest_a_warning()
    {
        var verdict = Judge(null);
        Assert.Equal(
            ["mail PERSONAL_DATA_NOT_AGREED Error j***@e***.org", "mobile PERSONAL_DATA_NOT_AGREED Error ***", "dob PERSONAL_DATA_POSSIBLE Warning 1***"],
            verdict.Problems.Select(problem => $"{problem.Column} {problem.Code} {problem.Severity} {problem.Seen}"));
        Assert.Equal([false, false, false], verdict.Treatments.Select(treatment => treatment.IsAgreed));
        Assert.All(verdict.Problems, problem => Assert.Contains("personalData", problem.Expected, StringComparison.Ordinal));
        Assert.All(verdict.Problems, problem => Assert.Equal((2, 1L), (problem.Count, problem.Row)));
        Assert.Empty(verdict.Masked);
    }

    [Fact]
    public void The_columns_own_word_comes_before_the_contracts()
    {
        var verdict = Judge(Contract(PersonalDataPolicy.Refuse, ("mail", PersonalDataPolicy.Allow), ("mobile", PersonalDataPolicy.Mask)));
        Assert.Equal(
            [("mail", PersonalDataPolicy.Allow), ("dob", PersonalDataPolicy.Refuse), ("mobile", PersonalDataPolicy.Mask)],
            verdict.Treatments.Select(treatment => (treatment.Column, treatment.Policy)));
        Assert.Equal(["PERSONAL_DATA_REFUSED", "PERSONAL_DATA_MASKED"], verdict.Problems.Select(problem => problem.Code));
        Assert.Equal(["mobile"], verdict.Masked);
    }

    [Fact]
    public void A_column_that_the_contract_has_masked_is_masked_whatever_it_holds()
    {
        var verdict = Judge(Contract(PersonalDataPolicy.Allow, ("plain", PersonalDataPolicy.Mask)));
        Assert.Equal(["plain"], verdict.Masked);
        Assert.Empty(verdict.Problems);
        Assert.Empty(verdict.Treatments[^1].Kinds);
    }

    [Fact]
    public void What_is_to_be_predicted_cannot_be_masked() =>
        Assert.Equal(
            ["PERSONAL_DATA_TARGET_MASKED"],
            Judge(Contract(PersonalDataPolicy.Allow, ("plain", PersonalDataPolicy.Mask)), "plain").Problems.Select(problem => problem.Code));

    [Fact]
    public void Where_nothing_is_found_nothing_is_asked() =>
        Assert.Empty(PersonalDataJudgement.Of(PersonalRun.Scan("a,b\n1,x\n2,y\n"), ["a", "b"], null, "t.csv").Problems);

    private static PersonalDataVerdict Judge(DataContract? contract, string? target = null) =>
        PersonalDataJudgement.Of(PersonalRun.Scan(Csv), Names, contract, "t.csv", target);

    private static DataContract Contract(PersonalDataPolicy? all, params (string Column, PersonalDataPolicy Policy)[] columns) => new()
    {
        Id = "t",
        Version = "1",
        Status = "active",
        PersonalData = all,
        Objects = [new ContractObject { Name = "t", Properties = [.. columns.Select(Property)] }],
    };

    private static ContractProperty Property((string Column, PersonalDataPolicy Policy) column) =>
        new() { Name = column.Column, PersonalData = column.Policy };
}
