using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Evaluation;

namespace ServerlessMlops.Pipeline.Tests.Evaluation;

public sealed class EvaluatorTests
{
    private static readonly Measurements Credit = Evaluator.Measure(Predictions.Credit, 1, 1_000);
    private static readonly Measurements Penguins = Evaluator.Measure(Predictions.Penguins, 1, 300);
    private static readonly Measurements Concrete = Evaluator.Measure(Predictions.Concrete, 1, 300);

    [Fact]
    public void Every_measure_of_a_task_is_reported_in_the_order_of_the_catalogue()
    {
        Assert.Equal(Names(ModelTask.Binary), Credit.Metrics.Select(measure => measure.Name));
        Assert.Equal(Names(ModelTask.Multiclass), Penguins.Metrics.Select(measure => measure.Name));
        Assert.Equal([.. Names(ModelTask.Regression), "mean_error"], Concrete.Metrics.Select(measure => measure.Name));
    }

    [Fact]
    public void Every_value_equals_scikit_learn_and_lies_in_its_interval()
    {
        Same("credit", Credit);
        Same("penguins", Penguins);
        Same("concrete", Concrete);
    }

    [Fact]
    public void Directions_agree_with_the_catalogue() => Assert.All(Credit.Metrics.Concat(Penguins.Metrics), measure =>
        Assert.All(Enum.GetValues<ModelTask>().Select(task => MeasureCatalog.Find(task, measure.Name)), known =>
            Assert.Equal(measure.HigherIsBetter, known?.HigherIsBetter ?? measure.HigherIsBetter)));

    [Fact]
    public void Rates_say_how_many_rows_they_stand_on()
    {
        Assert.Equal(1_114, Credit.Metrics.Single(measure => measure.Name == "auc").N);
        Assert.Equal(318, Credit.Metrics.Single(measure => measure.Name == "recall").N);
        Assert.Equal(230, Credit.Metrics.Single(measure => measure.Name == "precision").N);
    }

    [Fact]
    public void The_confusion_matrix_counts_each_row_once()
    {
        Assert.Equal(4, Credit.Confusion.Count);
        Assert.Equal(1_114, Credit.Confusion.Sum(cell => cell.Count));
        Assert.Equal(156, Credit.Confusion.Single(cell => cell is { Actual: "bad", Predicted: "bad" }).Count);
        Assert.Equal(9, Penguins.Confusion.Count);
        Assert.Empty(Concrete.Confusion);
    }

    [Fact]
    public void The_same_seed_gives_the_same_report() =>
        Assert.Equal(
            MlopsJson.Write(Evaluator.Measure(Predictions.Credit, 7, 50)), MlopsJson.Write(Evaluator.Measure(Predictions.Credit, 7, 50)));

    [Fact]
    public void All_right_is_an_interval_not_a_certainty()
    {
        var perfect = Evaluator.Measure(Small([0, 1, 0, 1, 0, 1, 0, 1, 0, 1], [.1, .9, .1, .9, .1, .9, .1, .9, .1, .9]), 1, 300);
        var accuracy = perfect.Metrics.Single(measure => measure.Name == "accuracy");
        var auc = perfect.Metrics.Single(measure => measure.Name == "auc");

        Assert.Equal((1, "Wilson"), (accuracy.Value, accuracy.Interval));
        Assert.InRange(accuracy.Lower!.Value, 0.72, 0.73);
        Assert.Equal((1, 1, "Wilson of 5 pairs that share no row"), (auc.Value, auc.Upper, auc.Interval));
        Assert.InRange(auc.Lower!.Value, 0.56, 0.57);
        Assert.Equal("no interval: every resample gave the same value", perfect.Metrics.Single(measure => measure.Name == "mcc").Interval);
    }

    [Fact]
    public void One_class_leaves_ranks_unmeasured_and_the_rest_measured()
    {
        var measured = Evaluator.Measure(Small([0, 0, 0, 0], [.1, .2, .7, .4]), 1, 50).Metrics.ToDictionary(measure => measure.Name);

        Assert.Equal((null, "there are no positive rows"), (measured["auc"].Value, measured["auc"].Unmeasured));
        Assert.Equal((null, "there are no positive rows"), (measured["recall"].Value, measured["recall"].Unmeasured));
        Assert.Equal(0.75, measured["accuracy"].Value);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(1.01)]
    public void A_score_that_is_no_probability_leaves_everything_unmeasured(double score)
    {
        var test = Small([0, 1, 0], [.1, .9, score]) with { Groups = [Predictions.Grouped("g", ["a", "b", "a"])] };
        var measured = Evaluator.Measure(test, 1, 50);

        Assert.All(measured.Metrics.Concat(measured.Disparities.Single().Disparities), measure =>
        {
            Assert.Null(measure.Value);
            Assert.Equal("a score is not a probability from 0 to 1", measure.Unmeasured);
        });
    }

    [Fact]
    public void Scores_of_other_rows_are_a_broken_promise() =>
        Assert.Throws<ArgumentException>(() => Evaluator.Measure(Small([0, 1, 0], [.1, .9]), 1, 50));

    private static IEnumerable<string> Names(ModelTask task) => MeasureCatalog.Metrics(task).Select(measure => measure.Name);

    private static void Same(string section, Measurements seen) => Assert.All(seen.Metrics, measure =>
    {
        Assert.Equal(Predictions.Reference(section, measure.Name), measure.Value!.Value, 1e-12 * Math.Max(1, Math.Abs(measure.Value.Value)));
        Assert.StartsWith(Method(measure.Name), measure.Interval);
        if (measure.Name != "max_error")
        {
            Assert.InRange(measure.Value.Value, measure.Lower!.Value, measure.Upper!.Value);
            Assert.Equal(Measure.BoundLevels, measure.Bounds!.Select(bounds => bounds.Level));
            double[] lower = [measure.Bounds![2].Lower, measure.Lower.Value, measure.Bounds[1].Lower, measure.Bounds[0].Lower];
            double[] upper = [measure.Bounds[0].Upper, measure.Bounds[1].Upper, measure.Upper.Value, measure.Bounds[2].Upper];
            Assert.Equal(lower.Order(), lower);
            Assert.Equal(upper.Order(), upper);
        }
    });

    private static string Method(string measure) => measure switch
    {
        "auc" => "DeLong, logit",
        "accuracy" or "precision" or "recall" or "specificity" or "weighted_recall" => "Wilson",
        "max_error" => "no interval: rows that were not seen may be further off",
        _ => "BCa bootstrap, ",
    };

    private static TestSet Small(int[] actual, double[] probability) =>
        new() { Task = ModelTask.Binary, Classes = ["no", "yes"], Actual = actual, Probability = probability };
}
