using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Data;

namespace ServerlessMlops.Pipeline.Tests.Data;

public class TrainingReadinessTests
{
    [Fact]
    public void A_table_with_rows_enough_of_both_classes_is_ready() => Assert.Empty(Check(Csv.Spec(), i => i % 4 == 0 ? "yes" : "no"));

    [Fact]
    public void A_missing_target_names_the_nearest_column()
    {
        var problem = Assert.Single(Check(Csv.Spec(target: "yy"), i => i % 4 == 0 ? "yes" : "no"));
        Assert.Equal(ProblemCodes.MissingTarget, problem.Code);
        Assert.Contains("Did you mean 'y'?", problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(ModelTask.Binary, 3, ProblemCodes.TaskMismatch)]
    [InlineData(ModelTask.Binary, 1, ProblemCodes.OneClass)]
    [InlineData(ModelTask.Multiclass, 2, ProblemCodes.TaskMismatch)]
    [InlineData(ModelTask.Multiclass, 1, ProblemCodes.OneClass)]
    [InlineData(ModelTask.Regression, 3, ProblemCodes.TargetNotNumeric)]
    public void Classes_that_do_not_fit_the_task_are_named(ModelTask task, int classes, string code) =>
        Assert.Contains(Check(Csv.Spec(task), i => $"c{i % classes}"), problem => problem.Code == code);

    [Fact]
    public void A_positive_class_that_no_row_has_is_named()
    {
        var problem = Assert.Single(Check(Csv.Spec(positive: "bad"), i => i % 4 == 0 ? "yes" : "no"));
        Assert.Equal((ProblemCodes.PositiveNotFound, "'bad'"), (problem.Code, problem.Expected));
    }

    [Theory]
    [InlineData("1.0", 1, 0)]
    [InlineData("TRUE", true, false)]
    [InlineData(" yes ", "yes", "no")]
    public void A_positive_class_is_found_however_its_kind_is_spelled(string positive, object yes, object no) =>
        Assert.Empty(Check(Csv.Spec(positive: positive), i => $"{(i % 4 == 0 ? yes : no)}"));

    [Fact]
    public void Too_few_rows_in_all_and_of_a_class_are_named()
    {
        var codes = Check(Csv.Spec(), i => i < 4 ? "yes" : "no", rows: 20).Select(problem => problem.Code);
        Assert.Equal([ProblemCodes.TooFewPerClass, ProblemCodes.TooFewRows], codes.Order());
    }

    [Fact]
    public void Columns_that_pipeline_yaml_names_must_be_there()
    {
        var spec = Csv.Spec() with
        {
            Protected = [new ProtectedAttribute { Column = "sex" }],
            Features = new FeatureSpec { Include = ["x", "z"], Types = new Dictionary<string, ColumnKind> { ["w"] = ColumnKind.Number } },
        };
        Assert.Equal(["sex", "w", "z"], Check(spec, i => i % 4 == 0 ? "yes" : "no").Select(problem => problem.Column).Order());
    }

    [Fact]
    public void An_exclusion_without_effect_is_a_warning()
    {
        var spec = Csv.Spec() with { Features = new FeatureSpec { Exclude = ["gone"] } };
        Assert.Equal(Severity.Warning, Assert.Single(Check(spec, i => i % 4 == 0 ? "yes" : "no")).Severity);
    }

    [Fact]
    public void A_protected_number_needs_bins_and_bins_need_numbers()
    {
        Func<int, string> label = i => i % 4 == 0 ? "yes" : "no";
        Assert.Equal(
            ProblemCodes.ProtectedNotComparable,
            Assert.Single(Check(With(new ProtectedAttribute { Column = "x" }), label), problem => problem.Severity == Severity.Error).Code);
        Assert.Empty(Check(With(new ProtectedAttribute { Column = "x", Bins = [30] }), label));
        Assert.Equal(
            ProblemCodes.ProtectedNotComparable,
            Assert.Single(Check(With(new ProtectedAttribute { Column = "k", Bins = [30] }), label)).Code);

        static PipelineSpec With(ProtectedAttribute attribute) => Csv.Spec() with { Protected = [attribute] };
    }

    [Fact]
    public void A_table_without_features_is_named()
    {
        var spec = Csv.Spec() with { Features = new FeatureSpec { Exclude = ["x", "k"] } };
        Assert.Equal(ProblemCodes.NoFeatures, Assert.Single(Check(spec, i => i % 4 == 0 ? "yes" : "no")).Code);
    }

    private static IReadOnlyList<Problem> Check(PipelineSpec spec, Func<int, string> label, int rows = 200)
    {
        var table = Csv.Clean(Csv.Rows("x,k,y", rows, i => $"{i * 37 % 101},k{i % 3},{label(i)}")).Table;
        return TrainingReadiness.Check(spec, table, "test.csv");
    }
}
