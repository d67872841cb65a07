using ServerlessMlops.Learning.Explaining;
using ServerlessMlops.Learning.Probing;
using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Data;
using ServerlessMlops.Pipeline.Training;
using ServerlessMlops.Statistics.Intervals;

namespace ServerlessMlops.Learning.Tests.Probing;

public sealed class ModelProbeTests
{
    [Theory]
    [InlineData("credit", Trainer.LightGbm)]
    [InlineData("penguins", Trainer.Linear)]
    [InlineData("concrete", Trainer.Gam)]
    public void Every_kind_of_task_is_probed_the_same_twice(string sample, string candidate)
    {
        var input = Samples.Named(sample, candidate);
        var report = Probed(input, Samples.Trained(sample, candidate));
        Assert.Equal(MlopsJson.Write(report), MlopsJson.Write(Probed(input, Samples.Trained(sample, candidate))));
        Assert.True(report.Robustness.Count > ModelProbe.MostInputs);
        var regression = input.Target.Task == ModelTask.Regression;
        Assert.All(report.Robustness, change => Assert.Equal((regression, !regression, null), (change.Moved is not null, change.Flipped is not null, change.Change.Unmeasured)));
        Assert.Equal(SeedStability.Seeds, report.Seeds!.Count);
        Assert.Equal(["train_test_gap", "largest_importance_share", "too_good", "copies_of_training_rows"], report.Signals.Select(signal => signal.Measure.Name));
    }

    [Fact]
    public void What_is_lost_without_the_input_that_matters_most_is_a_measured_loss()
    {
        var report = Probed(Samples.Credit(Trainer.LightGbm), Samples.Trained("credit", Trainer.LightGbm));
        var missing = report.Robustness.First(change => change.Kind == "missing");
        Assert.True(missing.Change.Upper < 0 && missing.Flipped!.Lower > 0);
        var noise = Assert.Single(report.Robustness, change => change.Kind == "noise");
        Assert.True(noise.Flipped!.Value < missing.Flipped.Value);
    }

    [Fact]
    public void A_model_that_draws_nothing_by_chance_is_the_same_with_any_seed() => Assert.All(
        Probed(Samples.Penguins(Trainer.Linear), Samples.Trained("penguins", Trainer.Linear)).Seeds!, seed => Assert.Equal(0, seed.Flipped!.Value));

    [Fact]
    public void Rows_known_by_heart_a_single_strong_input_and_copies_are_remarked()
    {
        var report = Probed(Samples.Input(Table(600, copies: true, leak: true), Samples.Spec(ModelTask.Binary, "y", "yes"), Trainer.LightGbm) with
        {
            Features = ["noise", "leak"],
        });
        Assert.All(report.Signals.Where(signal => signal.Measure.Name != "train_test_gap"), signal => Assert.True(signal.Raised, signal.Sentence));
        Assert.Equal("leak", report.Robustness.First(change => change.Input is not null).Input);
        var noise = Probed(Samples.Input(Table(600, copies: false, leak: false), Samples.Spec(ModelTask.Binary, "y", "yes"), Trainer.RandomForest));
        Assert.All(noise.Signals, signal => Assert.Equal(signal.Measure.Name == "train_test_gap", signal.Raised));
    }

    [Fact]
    public void A_column_of_dates_gives_blocks_of_time_and_without_one_the_reason_stands()
    {
        var report = Probed(Samples.Input(Table(1_200, copies: false, leak: true), Samples.Spec(ModelTask.Binary, "y", "yes"), Trainer.Linear));
        Assert.Equal(3, report.Blocks!.Count);
        Assert.Equal(300, report.Blocks.Sum(block => block.Measure.N));
        Assert.Equal(report.Blocks.OrderBy(block => block.From, StringComparer.Ordinal), report.Blocks);
        Assert.Contains("no column of dates", Probed(Samples.Penguins(Trainer.Linear), Samples.Trained("penguins", Trainer.Linear)).TimeNotMeasured, StringComparison.Ordinal);
    }

    private static ProbingReport Probed(TrainingInput input) =>
        Probed(input, Assert.IsType<TrainingOutcome.Trained>(Trainer.Train(input, TestContext.Current.CancellationToken)).Model);

    private static ProbingReport Probed(TrainingInput input, TrainedModel trained)
    {
        using var scorer = Scorer.Load(trained.ToBytes());
        var rows = Splitter.Rows(input.Split, SplitPart.Test);
        var explained = GlobalExplanation.Of("run", scorer, input.Table, input.Spec, rows, 1);
        return ModelProbe.Of(
            scorer, input.Table, input.Spec, input.Split, rows, scorer.Score(input.Table, rows).Against(input.Target, rows), explained.Permutation, input,
            TestContext.Current.CancellationToken);
    }

    /// <summary>A column of noise, a day, and where asked a column that is the label; where asked, rows that differ only in a column that nobody reads.</summary>
    private static Table Table(int rows, bool copies, bool leak)
    {
        var random = new Xoshiro256(5, rows);
        int[] label = [.. Enumerable.Range(0, rows).Select(_ => random.Below(2))];
        double[] noise = [.. Enumerable.Range(0, rows).Select(_ => (double)random.Below(copies ? 3 : 1_000_000))];
        List<Column> columns =
        [
            new NumberColumn("noise", ColumnKind.Number, noise),
            new CategoryColumn("y", ColumnKind.Category, label, ["no", "yes"]),
        ];
        if (copies)
        {
            columns.Add(new NumberColumn("row", ColumnKind.Number, [.. Enumerable.Range(0, rows).Select(row => (double)row)]));
        }

        if (leak)
        {
            columns.Add(new NumberColumn("leak", ColumnKind.Number, [.. label.Select(one => (double)one)]));
        }
        else
        {
            columns.Add(new NumberColumn("more", ColumnKind.Number, [.. Enumerable.Range(0, rows).Select(_ => (double)random.Below(1_000_000))]));
        }

        if (!copies && leak)
        {
            columns.Add(new NumberColumn("day", ColumnKind.Date, [.. Enumerable.Range(0, rows).Select(_ => 19_000.0 + random.Below(900))]));
        }

        return new Table(columns);
    }
}
