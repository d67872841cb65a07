using ServerlessMlops.Learning.Features;
using ServerlessMlops.Learning.Learners;
using ServerlessMlops.Pipeline.Contracts;

namespace ServerlessMlops.Learning.Tests.Learners;

/// <summary>A noisy relation that falls for a while: held to rise, each learner's margin does.</summary>
public sealed class MonotoneLearnerTests
{
    private const int Rows = 400;

    public static TheoryData<string> Learners => ["lightgbm", "linear", "gam", "random_forest", "dummy"];

    [Theory]
    [MemberData(nameof(Learners))]
    public void A_margin_that_must_not_fall_does_not(string name)
    {
        foreach (var task in new[] { ModelTask.Binary, ModelTask.Regression })
        {
            foreach (var direction in new[] { 1, -1 })
            {
                Assert.All(Steps(name, task, direction), step => Assert.True(step * direction >= -1e-12, $"{task}: seen a step of {step}."));
            }
        }
    }

    [Theory]
    [InlineData("lightgbm")]
    [InlineData("gam")]
    [InlineData("random_forest")]
    public void Without_the_constraint_the_same_margin_falls(string name) =>
        Assert.Contains(Steps(name, ModelTask.Regression, 0), step => step < -1e-3);

    private static IEnumerable<double> Steps(string name, ModelTask task, int direction)
    {
        ILearner learner = name switch
        {
            "lightgbm" => new LightGbmLearner(),
            "linear" => new LinearLearner(),
            "gam" => new AdditiveLearner(),
            "random_forest" => new RandomForestLearner(),
            _ => new DummyLearner(),
        };
        EncodedColumn[] columns = [new(0, 0), new(1, 0)];
        var fitted = Assert.IsType<Fitted>(learner.Fit(
            new LearnerInput
            {
                Task = task,
                Classes = task == ModelTask.Binary ? 2 : 0,
                Columns = columns,
                Monotone = [direction, 0],
                Train = Make(task, 0),
                Validation = Make(task, Rows),
                Seed = 3,
                Threads = 1,
            },
            TestContext.Current.CancellationToken));
        using var function = fitted.Model.Prepare(columns, 1);
        foreach (var other in new[] { -0.7, 0, 0.9 })
        {
            double[] grid = [.. Enumerable.Range(0, 101).SelectMany(i => new[] { (i / 50.0) - 1, other })];
            var margins = function.Margins(grid, 101);
            for (var i = 1; i < margins.Length; i++)
            {
                yield return margins[i] - margins[i - 1];
            }
        }
    }

    private static EncodedRows Make(ModelTask task, int first)
    {
        var values = new double[Rows * 2];
        var targets = new double[Rows];
        for (var row = 0; row < Rows; row++)
        {
            var (x, other) = (Math.Sin((first + row) * 12.9898), Math.Sin((first + row) * 78.233));
            (values[row * 2], values[(row * 2) + 1]) = (x, other);
            var level = x + (1.5 * Math.Sin(4 * x)) + other + (0.5 * Math.Sin((first + row) * 3.7));
            targets[row] = task == ModelTask.Binary ? level > 0 ? 1 : 0 : level;
        }

        return new EncodedRows(values, targets);
    }
}
