using ServerlessMlops.Learning.Calibrating;
using ServerlessMlops.Learning.Features;
using ServerlessMlops.Learning.Onnx;
using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Data;

namespace ServerlessMlops.Learning.Tests.Onnx;

/// <summary>The graph, run by ONNX Runtime, against the model that it was written from.</summary>
public sealed class OnnxParityTests
{
    /// <summary>Far below what is allowed before a release: both sides reckon in doubles.</summary>
    private const double Rounding = 1e-12;

    public static TheoryData<ModelTask, string> TasksWithCandidates
    {
        get
        {
            var all = new TheoryData<ModelTask, string>();
            foreach (var task in Enum.GetValues<ModelTask>())
            {
                foreach (var candidate in Trainer.Candidates)
                {
                    all.Add(task, candidate);
                }
            }

            return all;
        }
    }

    [Theory]
    [MemberData(nameof(Samples.WithCandidates), MemberType = typeof(Samples))]
    public void Every_learner_scores_every_sample_alike(string sample, string candidate)
    {
        var input = Samples.Named(sample, candidate);
        Alike(Samples.Trained(sample, candidate).File, input.Table);
    }

    [Theory]
    [MemberData(nameof(TasksWithCandidates))]
    public void Every_kind_of_feature_is_encoded_alike(ModelTask task, string candidate)
    {
        var input = EveryKindTable.Of(task, candidate);
        var model = Samples.Train(input).File;
        Assert.Contains(model.Transform.Features, feature => feature.Encoding is TargetEncoding);
        Assert.Contains(model.Transform.Features, feature => feature.Encoding is DateEncoding { Parts: var parts } && parts.Contains(DatePart.Hour));
        Assert.Contains(model.Transform.Features, feature => feature is { Expression: not null, Encoding: CategoryEncoding });
        Alike(model, input.Table);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(40)]
    public void A_calibration_curve_is_the_same(int knots)
    {
        var curve = new ScoreCalibration.Isotonic(
            [.. Enumerable.Range(0, knots).Select(knot => (knot * 0.11) - 2)],
            [.. Enumerable.Range(0, knots).Select(knot => Math.Sqrt(knot / 60.0))], 0.01);
        Alike(Samples.Trained("credit", Trainer.Linear).File with { Calibration = curve }, Samples.Credit(Trainer.Linear).Table);
    }

    [Fact]
    public void A_logistic_calibration_is_the_same() => Alike(
        Samples.Trained("credit", Trainer.Gam).File with { Calibration = new ScoreCalibration.Platt(-0.7, 0.3) }, Samples.Credit(Trainer.Gam).Table);

    [Fact]
    public void A_temperature_stands_in_the_graph() => Alike(
        Samples.Trained("penguins", Trainer.Linear).File with { Temperature = 2.5 }, Samples.Penguins(Trainer.Linear).Table);

    [Fact]
    public void A_score_that_is_the_threshold_has_the_same_label()
    {
        var input = Samples.Credit(Trainer.Dummy);
        var model = Samples.Trained("credit", Trainer.Dummy).File;
        using var scorer = Scorer.Of(model);
        var same = model with { Threshold = scorer.Score(input.Table, [0]).Probability[0] };
        Assert.All(Alike(same, input.Table), label => Assert.Equal("bad", label));
    }

    [Fact]
    public void Labels_by_least_expected_cost_are_the_same()
    {
        var model = Samples.Trained("penguins", Trainer.Linear).File with { Costs = [[0, 1, 9], [1, 0, 9], [0.5, 1, 0]] };
        var plain = Alike(Samples.Trained("penguins", Trainer.Linear).File, Samples.Penguins(Trainer.Linear).Table);
        Assert.NotEqual(plain, Alike(model, Samples.Penguins(Trainer.Linear).Table));
    }

    [Fact]
    public void A_graph_of_another_model_is_told_apart()
    {
        var input = Samples.Credit(Trainer.Linear);
        using var scorer = Scorer.Of(Samples.Trained("credit", Trainer.Linear).File);
        var other = Assert.IsType<OnnxExportOutcome.Written>(OnnxExport.Of(Samples.Trained("credit", Trainer.Gam).File, "credit", ""));
        var parity = OnnxParity.Measure(other, scorer, input.Table, [.. Enumerable.Range(0, input.Table.RowCount)]);
        Assert.False(parity.Holds);
        Assert.InRange(parity.MaxDifference!.Value, 0.01, 1);
        Assert.InRange(parity.Labels, 1, parity.Rows);
    }

    /// <returns>The graph's labels; empty for regression.</returns>
    private static IReadOnlyList<string> Alike(ModelFile model, Table table)
    {
        using var scorer = Scorer.Of(model);
        int[] rows = [.. Enumerable.Range(0, table.RowCount)];
        var export = Assert.IsType<OnnxExportOutcome.Written>(OnnxExport.Of(model, "a-model", ""));
        var parity = OnnxParity.Measure(export, scorer, table, rows);
        Assert.True(parity.Holds);
        Assert.InRange(parity.MaxDifference!.Value, 0, Rounding);
        if (model.Task == ModelTask.Regression)
        {
            return [];
        }

        using var session = OnnxSession.Load(export.Bytes);
        using var outputs = session.Run(OnnxTable.Inputs(model.Transform.Inputs, table, rows), ["label"]);
        return [.. outputs.Single().AsEnumerable<string>()];
    }
}
