using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Data;

namespace ServerlessMlops.Pipeline.Tests.Data;

public class PipelineProposalTests
{
    [Theory]
    [InlineData("credit-risk", "credit_data.csv", ModelTask.Binary, "Status", "bad", "Age,Marital")]
    [InlineData("penguins", "penguins.csv", ModelTask.Multiclass, "species", null, "sex")]
    [InlineData("concrete", "concrete.csv", ModelTask.Regression, "compressive_strength", null, "")]
    public void A_samples_task_is_recognised(string sample, string file, ModelTask task, string target, string? positive, string shielded)
    {
        var spec = Proposed(SampleDataTests.Read(sample, file)).Spec;
        Assert.Equal((task, target, positive), (spec.Task, spec.Target, spec.Positive));
        Assert.Equal(shielded, string.Join(',', spec.Protected.Select(attribute => attribute.Column)));
    }

    [Theory]
    [InlineData("credit-risk", "credit_data.csv")]
    [InlineData("penguins", "penguins.csv")]
    [InlineData("concrete", "concrete.csv")]
    public void A_proposal_is_valid_once_a_person_has_answered(string sample, string file)
    {
        var proposal = Proposed(SampleDataTests.Read(sample, file));
        var open = Assert.IsType<SpecOutcome.Invalid>(PipelineYaml.Parse(proposal.Yaml, "pipeline.yaml")).Problems.Where(
            problem => problem.Severity == Severity.Error);
        Assert.Equal(["owner", "purpose", "riskClass", "licence", "legalBasis"], open.Select(problem => problem.Column));
        Assert.All(open, problem => Assert.Equal(YamlCodes.ToConfirm, problem.Code));

        var answered = proposal.Yaml.Replace("riskClass: \"TO CONFIRM: minimal, limited, high\"", "riskClass: limited").Replace(
            "TO CONFIRM", "Answered");
        var spec = Assert.IsType<SpecOutcome.Valid>(PipelineYaml.Parse(answered, "pipeline.yaml")).Spec;
        Assert.Equal(
            MlopsJson.Write(proposal.Spec with { RiskClass = "limited" }).Replace("TO CONFIRM", "Answered"),
            MlopsJson.Write(spec));
    }

    [Theory]
    [InlineData("id,x,churn", "{0},{1},{2}", "churn", "1", ModelTask.Binary)]
    [InlineData("x,k,loan_status", "{1},{2},{3}", "loan_status", "b", ModelTask.Binary)]
    [InlineData("x,when,c", "{1},2024-01-01,{3}", "c", "b", ModelTask.Binary)]
    [InlineData("grade,x,z", "{3},{1},{1}.5", "grade", "b", ModelTask.Binary)]
    [InlineData("x,cls", "{1},{4}", "cls", null, ModelTask.Multiclass)]
    [InlineData("x,out", "{1},{0}.5", "out", null, ModelTask.Regression)]
    [InlineData("k,text", "{3},unlike {0}", "k", "b", ModelTask.Binary)]
    public void A_target_is_guessed_by_name_then_by_place(string header, string row, string target, string? positive, ModelTask task)
    {
        var text = Csv.Rows(
            header, 200,
            i => string.Format(System.Globalization.CultureInfo.InvariantCulture, row, i, i * 7 % 31, i % 3 == 0 ? 1 : 0, i % 4 == 0 ? "b" : "a", i % 5));
        var spec = Proposed(Csv.Clean(text)).Spec;
        Assert.Equal((target, positive, task), (spec.Target, spec.Positive, spec.Task));
    }

    [Fact]
    public void Names_that_need_quotes_survive()
    {
        var clean = Csv.Clean(
            Csv.Rows("\"a: \"\"b\"\" #1\",\"yes\n&no\"", 60, i => $"{i % 7},\"{(i % 2 == 0 ? "*p: [" : "null value")}\""));
        var proposal = Proposed(clean);
        var problems = Assert.IsType<SpecOutcome.Invalid>(PipelineYaml.Parse(proposal.Yaml, "pipeline.yaml")).Problems;
        Assert.All(problems, problem => Assert.Equal(YamlCodes.ToConfirm, problem.Code));
        Assert.Equal("yes\n&no", proposal.Spec.Target);
    }

    [Fact]
    public void A_table_of_names_and_numbers_of_rows_has_nothing_to_predict()
    {
        var clean = Csv.Clean(Csv.Rows("id,name,k", 200, i => $"{i},n{i},same"));
        var nothing = Assert.IsType<ProposalOutcome.NothingToPredict>(PipelineProposal.Infer("m", clean.Schema, clean.Table));
        Assert.Equal(ProblemCodes.MissingTarget, Assert.Single(nothing.Problems).Code);
    }

    [Fact]
    public void An_age_is_put_in_bins_that_hold_rows_enough()
    {
        var clean = Csv.Clean(Csv.Rows("age,x,y", 200, i => $"{18 + (i % 25)},{i % 17},{(i % 3 == 0 ? "yes" : "no")}"));
        Assert.Equal([30], Assert.Single(Proposed(clean).Spec.Protected).Bins);
    }

    private static ProposalOutcome.Proposed Proposed(ReadOutcome.Clean clean) =>
        Assert.IsType<ProposalOutcome.Proposed>(PipelineProposal.Infer("some-model", clean.Schema, clean.Table));
}
