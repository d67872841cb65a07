using ServerlessMlops.Learning.Calibrating;
using ServerlessMlops.Learning.Learners;

namespace ServerlessMlops.Learning.Tests.Calibrating;

public sealed class TemperatureChoiceTests
{
    [Theory]
    [InlineData(4)]
    [InlineData(0.4)]
    public void Margins_that_say_too_much_or_too_little_are_divided_by_as_much(double factor)
    {
        var (margins, actual) = Draw(3_000, factor);
        Assert.InRange(TemperatureChoice.Of(margins, actual, 7)!.Value, factor * 0.9, factor * 1.1);
    }

    [Fact]
    public void Margins_that_come_true_are_left_alone()
    {
        var (margins, actual) = Draw(3_000, 1);
        Assert.Null(TemperatureChoice.Of(margins, actual, 7));
    }

    [Fact]
    public void Few_rows_are_not_enough_to_tell()
    {
        var (margins, actual) = Draw(99, 6);
        Assert.Null(TemperatureChoice.Of(margins, actual, 7));
    }

    [Fact]
    public void A_model_file_with_a_temperature_is_read_back_and_serves_calibrated_probabilities()
    {
        var plain = Samples.Trained("penguins", Trainer.Linear).File;
        using var scorer = Scorer.Load((plain with { Temperature = 2.5 }).ToBytes());
        var table = Samples.Named("penguins", Trainer.Linear).Table;
        int[] rows = [0, 90, 180, 270];
        var margins = scorer.Margins(table, rows).Chunk(3).Select(row => Array.ConvertAll(row, margin => margin / 2.5)).ToArray();
        Assert.All(margins.Zip(scorer.Score(table, rows).Probabilities), pair =>
        {
            Links.Softmax(pair.First);
            Assert.All(pair.First.Zip(pair.Second), both => Assert.Equal(both.First, both.Second, 1e-12));
        });
    }

    [Theory]
    [InlineData("penguins", -1.0)]
    [InlineData("penguins", 0.0)]
    [InlineData("credit", 2.0)]
    public void A_temperature_that_means_nothing_is_refused(string sample, double temperature)
    {
        var file = Samples.Trained(sample, Trainer.Dummy).File with { Temperature = temperature };
        Assert.Throws<InvalidModelFileException>(() => Scorer.Load(file.ToBytes()));
    }

    /// <summary>Rows whose class is drawn by their true margins, and a model that says those times a factor.</summary>
    private static (double[][] Margins, int[] Actual) Draw(int rows, double factor)
    {
        var random = new Random(3);
        var truth = Enumerable.Range(0, rows).Select(_ => Enumerable.Range(0, 3).Select(_ => 3 * (random.NextDouble() - 0.5)).ToArray()).ToArray();
        return ([.. truth.Select(row => Array.ConvertAll(row, margin => factor * margin))], Array.ConvertAll(truth, row =>
        {
            var shares = (double[])row.Clone();
            Links.Softmax(shares);
            var drawn = random.NextDouble();
            return drawn < shares[0] ? 0 : drawn < shares[0] + shares[1] ? 1 : 2;
        }));
    }
}
