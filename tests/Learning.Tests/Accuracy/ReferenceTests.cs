using ServerlessMlops.Pipeline.Contracts;

namespace ServerlessMlops.Learning.Tests.Accuracy;

/// <summary>
/// The first repeat of what `tests/Benchmarks -- accuracy` measures in full: five folds, the candidates of a pipeline.yaml that names none,
/// the best on validation, beside scikit-learn's HistGradientBoosting and logistic or ridge regression on the same folds.
/// </summary>
public sealed class ReferenceTests
{
    private static readonly Reference References = Reference.Read(Path.Combine(AppContext.BaseDirectory, "Accuracy", "reference.json"));

    [Theory]
    [InlineData("credit-risk/credit_data.csv")]
    [InlineData("penguins/penguins.csv")]
    [InlineData("concrete/concrete.csv")]
    public void The_candidate_that_validation_picks_is_within_a_standard_error_of_the_references_or_better(string path)
    {
        var reference = References.Tables[path];
        var validation = CrossValidation.Of(Samples.PathOf(path), reference);
        var ours = Level.Of([.. Enumerable.Range(0, 5).Select(fold => validation.Chosen(
            validation.Fold(0, fold, new TrainSpec().Candidates, TestContext.Current.CancellationToken)).Test)]);
        Assert.All(reference.Scores, scores =>
        {
            var other = Level.Of([.. scores.Value.Take(5)]);
            var behind = reference.Direction * (other.Mean - ours.Mean);
            Assert.True(behind <= Math.Max(ours.Error, other.Error), $"{path}: ours {ours}, {scores.Key} {other}.");
        });
    }
}
