using ServerlessMlops.Learning.Features;
using ServerlessMlops.Learning.Learners;
using ServerlessMlops.Pipeline.Contracts;

namespace ServerlessMlops.Learning.Tests.Learners;

public sealed class AdditiveModelTests
{
    /// <summary>
    /// Against numpy 1.24: the penalised least squares of the same bins, solved block by block to 1e-13:
    /// <code>
    /// i = np.arange(60); x = 10 + 3*np.sin(i); cat = (i*i) % 3; s = np.sin(3*i) + 0.5*np.sin(i) + (cat == 1); z = (s - s.mean())/s.std()
    /// B, C: indicators of the rank of x (and an empty column for missing), and of 5 levels; D = np.diff(np.eye(60), 2, axis=0)
    /// P = 5*(60/64)**3 * D.T@D + 0.5*eye(60)/60, and 0.7 for missing; Q = 0.7*eye(5)
    /// f -= solve(B.T@B + P, B.T@(m + B@f + C@g - z) + P@f), centred; g likewise; until still
    /// </code>
    /// </summary>
    [Fact]
    public void Terms_are_those_of_penalised_least_squares()
    {
        double[] category = [.. Enumerable.Range(0, 60).Select(i => (double)(i * i % 3))];
        double[] s = [.. category.Select((level, i) => Math.Sin(3 * i) + (0.5 * Math.Sin(i)) + (level == 1 ? 1 : 0))];
        var unit = TargetUnit.Of(s);
        var rows = unit.Standardise(new EncodedRows([.. category.SelectMany((level, i) => new[] { 10 + (3 * Math.Sin(i)), level })], s));
        EncodedColumn[] columns = [new(0, 0), new(1, 5)];
        var input = new LearnerInput
        {
            Task = ModelTask.Regression,
            Classes = 0,
            Columns = columns,
            Train = rows,
            Validation = new EncodedRows([], []),
            Seed = 1,
            Threads = 1,
        };
        var fit = new AdditiveFit(input, [.. columns.Select((column, index) => AdditiveBins.Fit(column, index, rows, 2))], rows);
        for (var sweep = 0; sweep < 100; sweep++)
        {
            fit.Sweep(new Smoothness(5, 0.5, 0.7));
        }

        double[] expected = [0.552956242, -0.704116618, 0.329089048, -0.574133534];
        int[] bins = [0, 10, 30, 59];
        Assert.All(expected.Zip(bins), pair => Assert.Equal(pair.First, fit.Terms[0][0][pair.Second], 1e-6));
        Assert.Equal(-0.692094765, fit.Terms[1][0][0], 1e-6);
        Assert.Equal(0.346047382, fit.Terms[1][0][1], 1e-6);
        Assert.Equal(0, fit.Terms[1][0][4]);
        Assert.Equal(0.003945909, fit.Intercepts[0], 1e-6);
    }

    [Fact]
    public void Shape_functions_are_read_from_the_model_file()
    {
        var file = Samples.Trained("concrete", Trainer.Gam).File;
        var model = Assert.IsType<AdditiveModel>(ModelFile.Parse(file.ToBytes()).Learned);
        var age = model.Shapes[file.Transform.Features.Index().Single(pair => pair.Item.Name == "age").Index];
        var young = age.Terms[0][0];
        var old = age.Terms[0][^2];
        Assert.Equal(age.Cuts!.Count + 2, age.Terms[0].Count);
        Assert.True(young < -10 && old > 10, $"Concrete hardens with age: seen {young} MPa at the start and {old} at the end.");
    }

    [Fact]
    public void Terms_average_to_nothing_over_the_training_rows_and_the_intercept_is_the_mean_margin()
    {
        var input = Samples.Concrete(Trainer.Gam);
        using var scorer = Scorer.Load(Samples.Trained("concrete", Trainer.Gam).ToBytes());
        var train = Pipeline.Training.Splitter.Rows(input.Split, SplitPart.Train);
        var intercept = Assert.IsType<AdditiveModel>(scorer.Model.Learned).Intercepts[0];
        Assert.Equal(intercept, scorer.Margins(input.Table, train).Average(), 1e-9);
    }

    [Fact]
    public void The_nearest_sequence_that_never_falls()
    {
        // scikit-learn: IsotonicRegression().fit_transform(range(5), [1, 3, 2, 4, 0], sample_weight=[1, 1, 2, 1, 1])
        double[] values = [1, 3, 2, 4, 0];
        Isotonic.Project(values, [1, 1, 2, 1, 1], 1);
        Assert.Equal([1, 2.2, 2.2, 2.2, 2.2], values, (one, other) => Math.Abs(one - other) < 1e-12);
        double[] falling = [0, 1];
        Isotonic.Project(falling, [3, 1], -1);
        Assert.Equal([0.25, 0.25], falling);
    }
}
