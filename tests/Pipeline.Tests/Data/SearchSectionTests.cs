using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Data;

namespace ServerlessMlops.Pipeline.Tests.Data;

public class SearchSectionTests
{
    [Fact]
    public void Budget_and_folds_are_read()
    {
        var train = Read("train: { search: { trials: 12, minutes: 2.5 }, crossValidation: { folds: 4, repeats: 3 } }").Train;
        Assert.Equal(new SearchSpec { Trials = 12, Minutes = 2.5 }, train.Search);
        Assert.Equal(new CrossValidationSpec(4, 3), train.CrossValidation);
    }

    [Fact]
    public void Off_is_no_folds_and_auto_and_nothing_leave_it_to_the_rows()
    {
        Assert.Equal(CrossValidationSpec.Off, Read("train: { crossValidation: off }").Train.CrossValidation);
        Assert.Null(Read("train: { crossValidation: auto }").Train.CrossValidation);
        Assert.Null(Read("train: { metric: auc }").Train.CrossValidation);
        Assert.Null(Read("train: { metric: auc }").Train.Search);
    }

    [Theory]
    [InlineData("train: { search: { trials: 0 } }", "OUT_OF_RANGE", "train.search.trials")]
    [InlineData("train: { search: { trials: 201 } }", "OUT_OF_RANGE", "train.search.trials")]
    [InlineData("train: { search: { minutes: 0 } }", "OUT_OF_RANGE", "train.search.minutes")]
    [InlineData("train: { search: { hours: 1 } }", "UNKNOWN_KEY", "train.search.hours")]
    [InlineData("train: { candidates: [linear, gam], search: { trials: 5 } }", "CONTRADICTION", "train.search")]
    [InlineData("train: { crossValidation: { folds: 1 } }", "OUT_OF_RANGE", "train.crossValidation.folds")]
    [InlineData("train: { crossValidation: often }", "UNKNOWN_VALUE", "train.crossValidation")]
    [InlineData("split: { method: time, column: day }\ntrain: { crossValidation: { folds: 5 } }", "CONTRADICTION", "train.crossValidation")]
    public void What_cannot_be_meant_is_named(string section, string code, string field)
    {
        var problems = Assert.IsType<SpecOutcome.Invalid>(PipelineYaml.Parse(Head + section, "pipeline.yaml")).Problems;
        Assert.Contains(problems, problem => problem.Code.Contains(code, StringComparison.Ordinal) && problem.Column == field);
    }

    private const string Head = """
        model: test
        owner: dana@example.org
        purpose: a test
        riskClass: minimal
        licence: MIT
        legalBasis: none needed
        task: binary
        target: y
        positive: yes

        """;

    private static PipelineSpec Read(string section) => Assert.IsType<SpecOutcome.Valid>(PipelineYaml.Parse(Head + section, "pipeline.yaml")).Spec;
}
