using System.Text.Json;
using ServerlessMlops.Learning.Explaining;
using ServerlessMlops.Learning.Features;
using ServerlessMlops.Learning.Learners;
using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Data;
using ServerlessMlops.Pipeline.Training;

namespace ServerlessMlops.Learning.Tests.Explaining;

/// <summary>A model in closed form beside scikit-learn's permutation importance and partial dependence, and numpy's accumulated effects.</summary>
public sealed class ExplanationReferenceTests
{
    private static readonly Values Reference = Read();

    [Fact]
    public void Permutation_importance_is_scikit_learns_in_expectation()
    {
        using var scorer = ClosedForm(ModelTask.Regression);
        const int Repeats = 2_000;
        var report = PermutationImportances.Of(scorer, Inputs(scorer), Target(), "r2", Repeats, 5);
        Assert.Equal(["a", "b"], report.Inputs.Select(input => input.Input));
        Assert.All(report.Inputs.Zip(Reference.Importance, Reference.ImportanceDeviation), pair =>
        {
            var (own, mean, deviation) = pair;
            // Four standard errors of our mean.
            Assert.Equal(mean, own.Mean, 4 * deviation / Math.Sqrt(Repeats));
            Assert.Equal(deviation, own.Deviation, 0.1 * deviation);
            Assert.InRange(own.Mean, own.Least, own.Greatest);
        });
    }

    [Fact]
    public void The_same_seed_deals_the_same_permutations_and_another_seed_others()
    {
        using var scorer = ClosedForm(ModelTask.Regression);
        PermutationReport Of(int seed) => PermutationImportances.Of(scorer, Inputs(scorer), Target(), "rmse", 10, seed);
        Assert.Equal(Of(5).Inputs, Of(5).Inputs);
        Assert.NotEqual(Of(5).Inputs, Of(6).Inputs);
    }

    [Theory]
    [InlineData(ModelTask.Regression)]
    [InlineData(ModelTask.Binary)]
    public void Partial_dependence_is_scikit_learns_and_accumulated_effects_are_those_of_their_definition(ModelTask task)
    {
        using var scorer = ClosedForm(task);
        foreach (var (index, input) in new[] { "a", "b" }.Index())
        {
            var effect = InputEffects.Of(scorer, Inputs(scorer), input);
            Assert.Equal(Reference.Edges[index], effect.Points.Select(point => point.At!.Value));
            Assert.Equal(60, effect.Points.Sum(point => point.N));
            Assert.Equal(60, effect.Histogram.Sum());
            var isBinary = task == ModelTask.Binary;
            Close(isBinary ? Reference.ChancePartial[index] : Reference.ValuePartial[index], effect.Points.Select(point => point.Partial));
            Close(isBinary ? Reference.ChanceAccumulated[index] : Reference.ValueAccumulated[index], effect.Points.Select(point => point.Accumulated!.Value));
            if (isBinary)
            {
                // The margin is f − 2.
                Close(Reference.ValuePartial[index].Select(value => value - 2), effect.Points.Select(point => point.PartialMargin!.Value));
                Close(Reference.ValueAccumulated[index], effect.Points.Select(point => point.AccumulatedMargin!.Value));
            }
        }
    }

    private static void Close(IEnumerable<double> expected, IEnumerable<double> seen) =>
        Assert.All(expected.Zip(seen), pair => Assert.Equal(pair.First, pair.Second, 1e-9));

    private static InputTable Inputs(Scorer scorer) => InputTable.Of(scorer.Model.Transform.Inputs, Table(), [.. Enumerable.Range(0, Reference.A.Length)]);

    private static Table Table() => new([new NumberColumn("a", ColumnKind.Number, Reference.A), new NumberColumn("b", ColumnKind.Number, Reference.B)]);

    private static TargetVector Target() => new() { Task = ModelTask.Regression, Value = Reference.Y };

    /// <summary>1 + 2a − 0.5b + 0.8ab, less 2 for two classes; ab is derived, and moves when a or b does.</summary>
    private static Scorer ClosedForm(ModelTask task) => Scorer.Of(new ModelFile
    {
        Format = ModelFile.CurrentFormat,
        Task = task,
        Target = "y",
        Classes = task == ModelTask.Binary ? ["no", "yes"] : [],
        Threshold = task == ModelTask.Binary ? 0.5 : null,
        Candidate = Trainer.Linear,
        Seed = 1,
        Transform = new FeatureTransform(
            FeatureTransform.CurrentVersion,
            [new("a", ColumnKind.Number), new("b", ColumnKind.Number)],
            [
                new("a", ColumnKind.Number, new NumberEncoding()), new("b", ColumnKind.Number, new NumberEncoding()),
                new("ab", ColumnKind.Number, new NumberEncoding(), "a * b"),
            ]),
        Learned = new LinearModel(
            [.. Enumerable.Repeat(new LinearColumn(0, 0, 0, 1, false), 3)], [[2, -0.5, 0.8]], [task == ModelTask.Binary ? -1 : 1], [0, 0, 0]),
    });

    private static Values Read()
    {
        using var file = File.OpenRead(Path.Combine(AppContext.BaseDirectory, "Explaining", "reference.json"));
        return JsonSerializer.Deserialize<Values>(file, new JsonSerializerOptions { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower })!;
    }

    /// <summary>Written by make.py; by column where there are two arrays.</summary>
    private sealed record Values(
        double[] A, double[] B, double[] Y, double[] Importance, double[] ImportanceDeviation, double[][] Edges,
        double[][] ValuePartial, double[][] ChancePartial, double[][] ValueAccumulated, double[][] ChanceAccumulated);
}
