using CsCheck;
using ServerlessMlops.Pipeline.Contracts;

namespace ServerlessMlops.Pipeline.Tests.Data;

public class RejectionTests
{
    private static string Contract(string limit) => Contracts.Table(
        "- { name: a, logicalType: integer, required: true, logicalTypeOptions: { minimum: 0 } }\n- { name: b, logicalType: integer, unique: true }",
        $"customProperties: [{{ property: rejectLimit, value: {limit} }}]");

    [Fact]
    public void Rows_within_the_limit_are_set_aside_each_with_its_codes()
    {
        var verdict = Assert.IsType<ContractVerdict.RowsSetAside>(ContractRun.Check(Contract("2"), "a,b\n1,1\n-1,x\n,1\n1,2\n"));
        Assert.Equal(["2 NOT_A_NUMBER OUT_OF_RANGE", "3 DUPLICATE_VALUE MISSING_VALUE"],
            verdict.Rows.Select(row => $"{row.Row} {string.Join(' ', row.Codes)}"));
        Assert.All(verdict.Problems, problem => Assert.Equal(Severity.Warning, problem.Severity));
        Assert.All(verdict.Problems, problem => Assert.EndsWith("; the row is set aside.", problem.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void One_row_more_than_the_limit_rejects_the_file_with_every_breach()
    {
        var verdict = Assert.IsType<ContractVerdict.Broken>(ContractRun.Check(Contract("1"), "a,b\n1,1\n-1,x\n,1\n1,2\n"));
        Assert.Equal(
            ["DUPLICATE_VALUE", "MISSING_VALUE", "NOT_A_NUMBER", "OUT_OF_RANGE", "TOO_MANY_REJECTED"], ContractRun.Codes(verdict).Order());
        Assert.All(verdict.Problems, problem => Assert.Equal(Severity.Error, problem.Severity));
    }

    [Theory]
    [InlineData("25%", true)]
    [InlineData("24.9%", false)]
    public void A_share_is_of_all_rows_of_the_file(string limit, bool passes) =>
        Assert.Equal(passes, ContractRun.Check(Contract(limit), "a,b\n1,1\n1,2\n1,3\n-1,4\n") is ContractVerdict.RowsSetAside);

    [Fact]
    public void Rows_that_the_reader_could_not_cut_count_too()
    {
        var csv = "a,b\n1,1\n1,2,3\n-1,4\n";
        Assert.Equal([2L, 3L], Assert.IsType<ContractVerdict.RowsSetAside>(ContractRun.Check(Contract("2"), csv)).Rows
            .Select(row => row.Row));
        Assert.IsType<ContractVerdict.Broken>(ContractRun.Check(Contract("1"), csv));
        Assert.IsType<ContractVerdict.Broken>(ContractRun.Check(Contracts.Table("- name: a\n- name: b"), csv));
    }

    [Fact]
    public void What_no_row_can_mend_rejects_the_file() =>
        Assert.IsType<ContractVerdict.Broken>(ContractRun.Check(Contract("5"), "a,c\n-1,1\n"));

    [Fact]
    public void More_breaches_than_are_remembered_reject_the_file()
    {
        var csv = "a,b\n" + string.Concat(Enumerable.Range(1, 60_000).Select(_ => "x,x\n"));
        var verdict = Assert.IsType<ContractVerdict.Broken>(ContractRun.Check(Contract("100%"), csv));
        Assert.Equal(1, ContractRun.Codes(verdict).Count(code => code == "TOO_MANY_REJECTED"));
    }

    [Fact]
    public void Rows_set_aside_and_rows_kept_are_all_rows_and_those_kept_break_nothing() =>
        Gen.Int[-1, 3].Array[1, 60].Sample(
            values =>
            {
                string Csv(IEnumerable<int> kept) => "a,b\n" + string.Concat(kept.Select((value, i) => $"{value},{i}\n"));
                var verdict = ContractRun.Check(Contract("100%"), Csv(values));
                var rows = verdict is ContractVerdict.RowsSetAside aside ? aside.Rows.Select(row => (int)row.Row).ToHashSet() : [];
                Assert.Equal(values.Count(value => value < 0), rows.Count);
                Assert.IsType<ContractVerdict.Met>(ContractRun.Check(Contract("0"), Csv(values.Where((_, i) => !rows.Contains(i + 1)))));
            },
            iter: 200);
}
