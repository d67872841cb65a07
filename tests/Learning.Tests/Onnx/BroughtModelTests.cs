using ServerlessMlops.Learning.Explaining;
using ServerlessMlops.Learning.Onnx;
using ServerlessMlops.Learning.Onnx.Format;
using ServerlessMlops.Learning.Onnx.Graphs;
using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Data;

namespace ServerlessMlops.Learning.Tests.Onnx;

/// <summary>A graph that is brought, here one that was exported before: it scores as the model that it came from.</summary>
public sealed class BroughtModelTests
{
    public static TheoryData<string, string> Brought => new()
    {
        { "credit", Trainer.LightGbm }, { "credit", Trainer.Linear }, { "penguins", Trainer.LightGbm }, { "penguins", Trainer.Gam },
        { "concrete", Trainer.LightGbm }, { "concrete", Trainer.Linear },
    };

    [Theory, MemberData(nameof(Brought))]
    public void It_scores_as_it_did_elsewhere_and_survives_being_stored(string sample, string candidate)
    {
        var input = Samples.Named(sample, candidate);
        int[] rows = [.. Enumerable.Range(0, input.Table.RowCount)];
        using var own = Scorer.Of(Samples.Trained(sample, candidate).File);
        using var brought = Scorer.Load(Taken(input, own.Model).ToBytes());
        var (expected, seen) = (own.Score(input.Table, rows), brought.Score(input.Table, rows));
        Assert.Equal(own.Model.Classes, brought.Model.Classes);
        Close(expected.Probability, seen.Probability);
        Close([.. expected.Probabilities.SelectMany(row => row)], [.. seen.Probabilities.SelectMany(row => row)]);
        Close(expected.Predicted, seen.Predicted);
    }

    [Theory, MemberData(nameof(Brought))]
    public void Contributions_and_base_sum_to_the_score_and_are_the_same_each_time(string sample, string candidate)
    {
        var input = Samples.Named(sample, candidate);
        using var brought = Scorer.Of(Taken(input, Samples.Trained(sample, candidate).File));
        for (var row = 5; row < input.Table.RowCount; row += input.Table.RowCount / 6)
        {
            var one = ScorerTests.Predicted(brought, ScorerTests.Json(input, row));
            Assert.Equal(one.Score, one.BaseValue + one.Contributions.Sum(contribution => contribution.Weight), 1e-9);
            Assert.Contains("sampled Shapley values", one.Explanation, StringComparison.Ordinal);
            var reasons = ReasonCodes.Of(brought.Model, one);
            Assert.DoesNotContain(reasons, reason => reason.Text.Contains("log-odds", StringComparison.Ordinal));
            Assert.True(sample != "credit" || reasons.All(reason => reason.Text.Contains("the probability of bad", StringComparison.Ordinal)));
            var again = ScorerTests.Predicted(brought, ScorerTests.Json(input, row));
            Assert.Equal(one.Contributions, again.Contributions);
        }

        Assert.Equal(brought.Model.Transform.Features.Count, brought.Importances(input.Table, [.. Enumerable.Range(0, 60)]).Count);
    }

    [Fact]
    public void Sampled_contributions_of_a_sum_are_those_that_are_known()
    {
        // f = 2a − 3b + 1: φ = weight · (x − mean of the background), whatever is drawn.
        double[][] background = [[0, 1], [2, 5], [4, 0]];
        var shapley = new SampledShapley(background, 2, 7, (values, rows) => [.. Enumerable.Range(0, rows).Select(row => 0.0)], 1);
        Assert.All(shapley.Contributions([1, 1], 1), number => Assert.Equal(0, number));
        shapley = new SampledShapley(background, 2, 7, Linear, 1);
        var contributions = shapley.Contributions([3, 4], 1);
        Assert.Equal(2 * (3 - 2), contributions[0], 1e-12);
        Assert.Equal(-3 * (4 - 2), contributions[1], 1e-12);
        Assert.Equal((2 * 2) - (3 * 2) + 1, contributions[2], 1e-12);

        static double[] Linear(ReadOnlySpan<double> values, int rows)
        {
            var scores = new double[rows];
            for (var row = 0; row < rows; row++)
            {
                scores[row] = (2 * values[2 * row]) - (3 * values[(2 * row) + 1]) + 1;
            }

            return scores;
        }
    }

    [Fact]
    public void One_matrix_takes_the_columns_of_features_include_in_their_order()
    {
        var input = Samples.Concrete(Trainer.Linear);
        string[] columns = ["age", "cement"];
        var bytes = Graph(builder =>
        {
            var x = builder.Input(new OnnxValue("X", OnnxType.Double, 2));
            builder.Output(new OnnxValue("variable", OnnxType.Double, 1), builder.Node("MatMul", x, builder.Constant([1000.0, 1], 2, 1)));
        });
        var spec = input.Spec with { Features = new FeatureSpec { Include = columns } };
        var model = Assert.IsType<BroughtOutcome.Taken>(BroughtModel.Take(bytes, "m.onnx", input.Table, spec)).Model;
        using var scorer = Scorer.Of(model);
        var one = ScorerTests.Predicted(scorer, ScorerTests.Json(input, 0));
        double Cell(string column) => ((NumberColumn)input.Table[column]).Values[0];
        Assert.Equal((1000 * Cell("age")) + Cell("cement"), one.Score, 1e-9);

        Coded(OnnxCodes.Input, bytes, input, input.Spec);
        Coded(OnnxCodes.Input, bytes, input, input.Spec with { Features = new FeatureSpec { Include = ["age", "cement", "water"] } });
    }

    [Fact]
    public void Inputs_that_match_no_column_and_outputs_that_fit_no_task_are_named_together()
    {
        var input = Samples.Credit(Trainer.Linear);
        var bytes = Graph(builder =>
        {
            var a = builder.Input(new OnnxValue("Incme", OnnxType.Double, 1));
            var b = builder.Input(new OnnxValue("Home", OnnxType.Double, 1));
            var c = builder.Input(new OnnxValue("Status", OnnxType.Text, 1));
            builder.Input(new OnnxValue("Age", OnnxType.Int64, 1));
            builder.Output(new OnnxValue("label", OnnxType.Text, 1), c);
        });
        var problems = Assert.IsType<BroughtOutcome.Refused>(BroughtModel.Take(bytes, "m.onnx", input.Table, input.Spec)).Problems;
        Assert.Equal(4, problems.Count(problem => problem.Code == OnnxCodes.Input));
        Assert.Single(problems, problem => problem.Code == OnnxCodes.Output);
        Assert.Contains(problems, problem => problem is { Column: "Age", Seen: "int64" });
    }

    [Fact]
    public void Numbers_that_are_no_probabilities_or_no_numbers_are_refused()
    {
        var input = Samples.Credit(Trainer.Linear);
        Coded(OnnxCodes.Scores, Graph(builder =>
        {
            var age = builder.Input(new OnnxValue("Age", OnnxType.Double, 1));
            builder.Output(new OnnxValue("p", OnnxType.Double, 1), age);
        }), input, input.Spec);
        Coded(OnnxCodes.Scores, Graph(builder =>
        {
            var income = builder.Input(new OnnxValue("Income", OnnxType.Double, 1));
            builder.Output(new OnnxValue("p", OnnxType.Double, 1), builder.Node("Sigmoid", income));
        }), input, input.Spec);
        Coded(OnnxCodes.Output, Graph(builder =>
        {
            var age = builder.Input(new OnnxValue("Age", OnnxType.Double, 1));
            builder.Output(new OnnxValue("p", OnnxType.Double, 3), builder.Beside(age, age, age));
        }), input, input.Spec);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_graph_that_asks_for_more_memory_than_there_is_for_it_is_refused(bool ofConstants)
    {
        var input = Samples.Concrete(Trainer.Linear);
        var bytes = Graph(builder =>
        {
            var age = builder.Input(new OnnxValue("age", OnnxType.Double, 1));
            var x = ofConstants ? builder.Constant(new double[1024], 1, 1024) : age;
            for (var doubling = 0; doubling < 22; doubling++)
            {
                x = builder.Node("Concat", [x, x], [new OnnxAttribute.Whole("axis", 1)]);
            }

            builder.Output(
                new OnnxValue("variable", OnnxType.Double, 1),
                builder.Node("ReduceMax", [x, builder.Constant([1L], 1)], [new OnnxAttribute.Whole("keepdims", 1)]));
        });
        Coded(OnnxCodes.NotLoaded, bytes, input, input.Spec);
    }

    [Fact]
    public void A_scorer_that_is_disposed_of_while_it_answers_answers_or_refuses()
    {
        var input = Samples.Concrete(Trainer.Linear);
        var model = Taken(input, Samples.Trained("concrete", Trainer.Linear).File);
        var row = ScorerTests.Json(input, 0);
        for (var turn = 0; turn < 10; turn++)
        {
            var scorer = Scorer.Of(model);
            Parallel.For(0, 8, worker =>
            {
                if (worker == 4)
                {
                    scorer.Dispose();
                    return;
                }

                Assert.True(Record.Exception(() => ScorerTests.Predicted(scorer, row)) is null or ObjectDisposedException);
            });
        }
    }

    [Fact]
    public void Columns_are_told_apart_by_the_labels_and_else_by_name()
    {
        string[] labels = ["good", "good", "bad", "good"];
        double[] numbers = [0.3, 0.7, 0.4, 0.6, 0.6, 0.4, 0.45, 0.55];
        Assert.Equal([1, 0], ClassOrder.Of(numbers, 2, labels, ["good", "bad"]));
        Assert.Equal([1, 0], ClassOrder.Of(numbers, 2, null, ["good", "bad"]));
        Assert.Null(ClassOrder.Of(numbers, 2, ["good", "good", "worse", "good"], ["good", "bad"]));
    }

    private static ModelFile Taken(TrainingInput input, ModelFile model)
    {
        var graph = Assert.IsType<OnnxExportOutcome.Written>(OnnxExport.Of(model, "a-model", "")).Bytes;
        var spec = input.Spec with { Decision = model.Threshold is { } threshold ? new DecisionSpec { Threshold = threshold } : null };
        var outcome = BroughtModel.Take(graph, "m.onnx", input.Table, spec);
        return Assert.IsType<BroughtOutcome.Taken>(outcome).Model;
    }

    private static byte[] Graph(Action<GraphBuilder> build)
    {
        var builder = new GraphBuilder();
        build(builder);
        return OnnxBytes.Of(new OnnxModel(builder.Build("g")));
    }

    private static void Coded(string code, byte[] bytes, TrainingInput input, PipelineSpec spec) => Assert.Contains(
        Assert.IsType<BroughtOutcome.Refused>(BroughtModel.Take(bytes, "m.onnx", input.Table, spec)).Problems, problem => problem.Code == code);

    private static void Close(double[] expected, double[] seen)
    {
        Assert.Equal(expected.Length, seen.Length);
        Assert.All(expected.Zip(seen), pair => Assert.Equal(pair.First, pair.Second, 1e-9));
    }
}
