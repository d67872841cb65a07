using ServerlessMlops.Learning.Native;
using ServerlessMlops.Learning.Trees;

namespace ServerlessMlops.Learning.Tests.Trees;

public sealed class TreeMarginsTests
{
    [Theory]
    [MemberData(nameof(Trained.Models), MemberType = typeof(Trained))]
    public void Margins_are_the_librarys_to_the_bit_one_row_or_many_on_one_thread_or_two(string sample, string candidate)
    {
        var text = Trained.Text(sample, candidate);
        var ensemble = LightGbmText.Read(text);
        var margins = new TreeMargins(ensemble);
        var values = Trained.Rows(sample, candidate);
        var rows = values.Length / ensemble.Columns;
        using var booster = LightGbmBooster.Load(text);
        var theirs = booster.Predict(values, rows, LightGbmApi.PredictRaw, booster.Outputs, "verbosity=-1 num_threads=1");
        var expected = Array.ConvertAll(theirs, margin => margin * ensemble.Factor);
        foreach (var threads in new[] { 1, 2 })
        {
            var ours = new double[rows * ensemble.Outputs];
            margins.Margins(values, ours, threads);
            Assert.Equal(expected, ours);
        }

        var alone = new double[ensemble.Outputs];
        for (var row = 0; row < rows; row++)
        {
            margins.Margins(values.AsSpan(row * ensemble.Columns, ensemble.Columns), alone, 1);
            Assert.Equal(expected.AsSpan(row * ensemble.Outputs, ensemble.Outputs).ToArray(), alone);
        }
    }
}
