using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Data;

namespace ServerlessMlops.Pipeline.Tests.Data;

public class SpecificationCheckTests
{
    private const string Pipeline = """
        model: loans
        owner: dana@example.org
        purpose: Tests
        riskClass: minimal
        licence: MIT
        legalBasis: No personal data
        task: binary
        target: Status
        positive: bad
        features:
          include: [Incme, Age]
          exclude: [Nothing]
          types: { Home: number }
        protected:
          - { column: Age, bins: [30], asFeature: true }
          - column: Sex
        gates: [{ metric: auc, min: 0.7 }]
        """;

    private const string Table = """
        - { name: Status, quality: [{ metric: invalidValues, mustBe: 0, arguments: { validValues: [good, poor] } }] }
        - { name: Income, logicalType: number }
        - { name: Age, logicalType: string }
        - { name: Home, logicalType: string }
        """;

    [Fact]
    public void What_two_files_disagree_in_is_named_where_it_stands()
    {
        var contract = Contracts.Table(Table) + "customProperties: [{ property: datasheet, value: { licence: CC0, legalBasis: no personal data } }]\n";
        Assert.Equal(
            [
                "pipeline.yaml 5:10 YAML_CONTRADICTION", "pipeline.yaml 9:11 YAML_CONTRADICTION", "pipeline.yaml 11:13 YAML_NOT_IN_CONTRACT",
                "pipeline.yaml 13:12 YAML_CONTRADICTION", "pipeline.yaml 15:15 YAML_CONTRADICTION", "pipeline.yaml 16:13 YAML_NOT_IN_CONTRACT",
            ],
            Check(Pipeline, contract).Where(problem => problem.Severity == Severity.Error && problem.Code != "POLICY_MISSING")
                .Select(problem => $"{problem.File} {problem.Line}:{problem.Position} {problem.Code}"));
        Assert.Contains(Check(Pipeline, contract), problem => problem.Message.EndsWith("Did you mean 'Income'?", StringComparison.Ordinal));
    }

    [Fact]
    public void A_file_that_lies_in_the_folder_of_another_model_is_told_so()
    {
        var file = new SpecificationFile("pipeline.yaml", Pipeline);
        var wrong = Assert.Single(SpecificationCheck.Of(file, null, "mortgages"), problem => problem.Code == "WRONG_MODEL");
        Assert.Equal((1, "loans", "mortgages"), (wrong.Line, wrong.Seen, wrong.Expected));
        Assert.DoesNotContain(SpecificationCheck.Of(file, null, "loans"), problem => problem.Code == "WRONG_MODEL");
        Assert.DoesNotContain(Check(Pipeline, null), problem => problem.Code == "WRONG_MODEL");
    }

    [Fact]
    public void Errors_of_both_files_and_of_the_policy_come_at_once()
    {
        var loose = Pipeline + "\napproval: { quorum: 1 }\nfoo: 1\n";
        Assert.Equal(
            ["contract.yaml YAML_MISSING_KEY", "pipeline.yaml YAML_OUT_OF_RANGE", "pipeline.yaml YAML_UNKNOWN_KEY"],
            Check(loose, Contracts.Table(Table).Replace("id: test\n", "", StringComparison.Ordinal))
                .Where(problem => problem.Severity == Severity.Error).Select(problem => $"{problem.File} {problem.Code}").Order());
        var gates = Pipeline.Replace("min: 0.7", "min: 0.5", StringComparison.Ordinal);
        var looser = Assert.Single(Check(gates, null), problem => problem.Code == "POLICY_LOOSER");
        Assert.Equal(("pipeline.yaml", 17), (looser.File, looser.Line));
    }

    [Theory]
    [InlineData("credit-risk")]
    [InlineData("penguins")]
    [InlineData("concrete")]
    public void The_samples_are_sound_and_their_files_keep_to_them(string sample)
    {
        var folder = Path.GetDirectoryName(Csv.SamplePath(sample, "pipeline.yaml"))!;
        Assert.DoesNotContain(Check(Read(folder, "pipeline.yaml"), Read(folder, "contract.yaml")), problem =>
            problem.Severity == Severity.Error);
        var data = Assert.Single(Directory.GetFiles(folder, "*.csv"));
        var verdict = ContractRun.Check(Contracts.Valid(Read(folder, "contract.yaml")), File.ReadAllBytes(data),
            file: Path.GetFileName(data));
        Assert.Empty(Assert.IsType<ContractVerdict.Met>(verdict).Problems);
        Assert.Empty(Datasheets.Of(Contracts.Valid(Read(folder, "contract.yaml")), null).Gaps);
    }

    private static string Read(string folder, string file) => File.ReadAllText(Path.Combine(folder, file));

    private static IReadOnlyList<Problem> Check(string pipeline, string? contract) => SpecificationCheck.Of(
        new SpecificationFile("pipeline.yaml", pipeline), contract is null ? null : new SpecificationFile("contract.yaml", contract));
}
