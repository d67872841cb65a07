using ServerlessMlops.Statistics.Calibration;

namespace ServerlessMlops.Statistics.Tests.Calibration;

/// <summary>The expected values are those of temperature_reference.py, which minimises with scipy.</summary>
public sealed class TemperatureScalingTests
{
    [Fact]
    public void The_worked_example() =>
        Assert.Equal(1.116221, TemperatureScaling.Fit([[2, 0, 0], [0, 2, 0], [0, 0, 2], [2, 0, 0]], [0, 1, 2, 1])!.Value, 1e-6);

    [Fact]
    public void Too_modest_probabilities_of_penguins_ask_for_less_than_1_as_scipy_says()
    {
        double[][] margins = [.. Reference.SpeciesProbabilities.Select(row => Array.ConvertAll(row, p => Math.Log(Math.Max(p, 1e-12))))];
        Assert.Equal(0.6617413980644918, TemperatureScaling.Fit(margins, Reference.Species)!.Value, 1e-6);
    }

    [Fact]
    public void Too_sure_margins_ask_for_more_than_1_as_scipy_says()
    {
        double[][] margins = [.. Drawn().Select(row => Array.ConvertAll(row, margin => 5 * margin))];
        int[] actual = [.. margins.Select((row, i) => i % 3 == 0 ? i * 7 % 4 : Array.IndexOf(row, row.Max()))];
        Assert.Equal(10.376921266036993, TemperatureScaling.Fit(margins, actual)!.Value, 1e-5);
    }

    [Fact]
    public void Margins_that_say_nothing_of_the_classes_and_margins_that_are_always_right_have_no_temperature()
    {
        Assert.Null(TemperatureScaling.Fit(Drawn(), [.. Enumerable.Range(0, 300).Select(i => ((i * 7) + (i / 3)) % 4)]));
        Assert.Null(TemperatureScaling.Fit([[2, 0, 0], [0, 2, 0]], [0, 1]));
        Assert.Null(TemperatureScaling.Fit([], []));
    }

    private static double[][] Drawn() =>
        [.. Enumerable.Range(0, 300).Select(i => Enumerable.Range(0, 4).Select(k => 3 * Math.Sin(i + (k * 2.0))).ToArray())];
}
