using System.Text;
using CsCheck;
using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Data;

namespace ServerlessMlops.Pipeline.Tests.Data;

public class ContractProposalTests
{
    [Theory]
    [InlineData("credit-risk", "credit_data.csv")]
    [InlineData("penguins", "penguins.csv")]
    [InlineData("concrete", "concrete.csv")]
    public void The_file_that_a_proposal_is_made_from_passes_it(string sample, string file)
    {
        var bytes = File.ReadAllBytes(Csv.SamplePath(sample, file));
        var pipeline = Assert.IsType<SpecOutcome.Valid>(PipelineYaml
            .Parse(File.ReadAllText(Csv.SamplePath(sample, "pipeline.yaml")), "pipeline.yaml"));
        var clean = Assert.IsType<ReadOutcome.Clean>(Dataset.Read(new MemoryStream(bytes), file, pipeline.Spec));
        var yaml = ContractProposal.From(sample, Profiles.Of(clean.Table), pipeline.Spec)!;
        Assert.Empty(Contracts.Warnings(yaml));
        Assert.Empty(Assert.IsType<ContractVerdict.Met>(ContractRun.Check(Contracts.Valid(yaml), bytes)).Problems);
    }

    [Fact]
    public void Any_file_that_can_be_read_passes_its_proposal()
    {
        var cell = Gen.OneOf(
            Gen.Int[-50, 50].Select(i => i.ToString(System.Globalization.CultureInfo.InvariantCulture)),
                Gen.Double[-1e9, 1e9].Select(d => d.ToString("R", System.Globalization.CultureInfo.InvariantCulture)),
            Gen.OneOf("", "NA", "a", "b", "c d", "null", "true", "2024-01-31", "007", "é'\"", "[x]", "# y", "NaN", "1e3", "~"),
                Gen.String[0, 6]);
        var name = Gen.OneOf(Gen.OneOf("id", "x: y", "null", "ä", "'q'", "true"), Gen.String[Gen.Char['a', 'z'], 1, 8]);
        Gen.Select(name.Array[1, 4], Gen.Int[1, 60]).SelectMany((names, rows) =>
            cell.Array[rows * names.Length].Select(cells => (names, cells)))
            .Sample(
                table =>
                {
                    var names = table.names.Distinct().ToArray();
                    var csv = string.Concat(table.cells.Chunk(names.Length).Where(row => row.Length == names.Length).Prepend(names)
                        .Select(row => string.Join(',', row.Select(text =>
                            $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"")) + "\n"));
                    var bytes = Encoding.UTF8.GetBytes(csv);
                    if (Dataset.Read(new MemoryStream(bytes), "t.csv", null) is ReadOutcome.Clean clean
                        && ContractProposal.From("t", Profiles.Of(clean.Table)) is { } yaml)
                    {
                        var verdict = ContractRun.Check(Contracts.Valid(yaml), bytes);
                        Assert.True(verdict is ContractVerdict.Met, string.Join('\n', verdict.Problems) + "\n" + yaml + "\n" + csv);
                    }
                },
                iter: 1_000);
    }

    [Fact]
    public void Limits_allow_for_what_a_small_sample_can_miss()
    {
        var few = Proposed(Csv.Rows("x,c", 100, i => $"{i},{(i % 2 == 0 ? "a" : "b")}"));
        var c = few.Properties[1];
        Assert.False(c.Required);
        // Wilson's upper limit at 0 of 100 and z = 2.326348 is 5.134 %.
        Assert.Equal([(QualityMetric.NullValues, 5.2), (QualityMetric.InvalidValues, 5.2)],
            c.Quality.Select(rule => (rule.Metric, rule.Value)));
        Assert.Equal((0.0, 1_000.0), (few.Properties[0].Options.Minimum, few.Properties[0].Options.Maximum));
        Assert.Equal(50, Assert.Single(few.Quality).Value);

        var many = Proposed(Csv.Rows("x,c", 2_000, i => $"{100 + i},{(i % 2 == 0 ? "a" : "b")}"));
        Assert.True(many.Properties[1].Required);
        Assert.Equal(0.27, Assert.Single(many.Properties[1].Quality).Value);
        Assert.Equal((0.0, 3_100.0), (many.Properties[0].Options.Minimum, many.Properties[0].Options.Maximum));
    }

    [Fact]
    public void The_outcome_is_strict_and_need_not_be_there_to_score()
    {
        var clean = Csv.Clean(Csv.Rows("x,y", 100, i => $"{i},{(i % 2 == 0 ? "yes" : "no")}"));
        var contract = Contracts.Valid(ContractProposal.From("m", Profiles.Of(clean.Table), Csv.Spec())!);
        var y = contract.Objects[0].Properties[1];
        Assert.True(y.Required);
        Assert.Equal([DataEnvironment.Training], y.Environments);
        Assert.Equal((0, "no yes"), (Assert.Single(y.Quality).Value, string.Join(' ', y.Quality[0].ValidValues)));
        Assert.Equal(("MIT", "No personal data", null), (contract.Datasheet.Licence, contract.Datasheet.LegalBasis,
            contract.Datasheet.Origin));
        Assert.Equal("dana@example.org", Assert.Single(contract.Team).Username);
    }

    [Fact]
    public void Personal_data_are_classified_and_none_of_them_is_written_down()
    {
        var refused = Assert.IsType<ReadOutcome.Faulty>(Csv.Read(Csv.Rows("id,mail", 100, i => $"{i},p{i % 3}@example.org")));
        var personal = refused.PersonalVerdict!.Treatments.Select(treatment => treatment.Column).ToHashSet();
        var yaml = ContractProposal.From("m", refused.Profile!, null, personal)!;
        Assert.DoesNotContain("example.org", yaml, StringComparison.Ordinal);
        var (id, mail) = (Contracts.Valid(yaml).Objects[0].Properties[0], Contracts.Valid(yaml).Objects[0].Properties[1]);
        Assert.True(id.Unique);
        Assert.Equal(("personal", PersonalDataPolicy.Mask), (mail.Classification, mail.PersonalData));
    }

    [Fact]
    public void A_patch_makes_the_file() =>
        Assert.Equal("--- /dev/null\n+++ b/contract.yaml\n@@ -0,0 +1,2 @@\n+a: 1\n+b: 2\n", ContractProposal.Patch("a: 1\nb: 2\n"));

    private static ContractObject Proposed(string csv) =>
        Contracts.Valid(ContractProposal.From("m", Profiles.Of(Csv.Clean(csv).Table))!).Objects[0];
}
