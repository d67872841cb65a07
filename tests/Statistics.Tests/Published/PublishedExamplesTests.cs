using ServerlessMlops.Statistics.Classification;
using ServerlessMlops.Statistics.Intervals;

namespace ServerlessMlops.Statistics.Tests.Published;

/// <summary>Worked examples from the papers and books that the measures come from, or from packages that implement them.</summary>
public sealed class PublishedExamplesTests
{
    /// <summary>
    /// 113 patients with a subarachnoid haemorrhage: S100β in hundredths of µg/l, by WFNS grade 1 to 5; first with a poor outcome, then with a good one.
    /// Measured by Turck et al., Intensive Care Med. 36 (2010) 107–115.
    /// </summary>
    private static readonly int[][][] Patients =
    [
        [
            [7, 8], [7, 7, 9, 9, 10, 10, 11, 14, 25, 30, 41, 58], [13], [13, 16, 23, 26, 27, 48, 71, 96],
            [3, 12, 22, 32, 33, 35, 44, 44, 49, 52, 56, 70, 71, 74, 77, 82, 86, 207],
        ],
        [
            [
                4, 4, 4, 4, 5, 5, 6, 6, 7, 7, 7, 7, 8, 8, 8, 8, 9, 9, 9, 9, 10, 10, 10, 10, 11, 11, 13, 13, 14, 14, 14, 15, 16, 18, 19, 48, 50,
            ],
            [4, 7, 8, 8, 9, 9, 10, 10, 10, 11, 11, 13, 14, 15, 15, 15, 16, 17, 19, 43], [5, 7, 33], [16, 17, 28, 32, 34, 38, 45, 47], [24, 46, 47, 50],
        ],
    ];

    /// <remarks>
    /// Robin et al., BMC Bioinformatics 12 (2011) 77, give AUCs of 0.73 and 0.82; the tests of their package pROC Z = 2.20898359144091 and
    /// p = 0.0271757822291882 of DeLong's paired test, and its manual the interval 0.6301 to 0.8326 of S100β.
    /// </remarks>
    [Fact]
    public void De_long_of_two_predictors_of_an_outcome_after_a_haemorrhage()
    {
        var rows = Patients.SelectMany((grades, outcome) => grades.SelectMany((values, grade) => values.Select(value =>
            (Poor: outcome == 0, Grade: grade + 1.0, Protein: value / 100.0)))).ToArray();
        var poor = Array.ConvertAll(rows, row => row.Poor);
        var (grade, protein) = (Array.ConvertAll(rows, row => row.Grade), Array.ConvertAll(rows, row => row.Protein));
        var interval = DeLong.Of(poor, protein);
        var paired = DeLong.Compare(poor, grade, protein)!;

        Assert.Equal((113, 41), (rows.Length, poor.Count(one => one)));
        Assert.Equal(0.731368563685637, RocAuc.Of(poor, protein).Value!.Value, 1e-12);
        Assert.Equal(0.823678861788618, RocAuc.Of(poor, grade).Value!.Value, 1e-12);
        Assert.Equal((0.6301, 0.8326), (Math.Round(interval.Lower!.Value, 4), Math.Round(interval.Upper!.Value, 4)));
        Assert.Equal(2.20898359144091, paired.Z, 1e-12);
        Assert.Equal(0.0271757822291882, paired.P, 1e-12);
    }

    /// <remarks>
    /// Agresti, Categorical Data Analysis (1990), p. 350: of 1,600 people 150 approved of a president in the first survey alone and 86 in the second
    /// alone; z² = 17.36. The exact p is scipy's (binomtest 1.10).
    /// </remarks>
    [Fact]
    public void Mc_nemar_of_two_surveys_a_month_apart()
    {
        var test = Discordant(794, 150, 86, 570);

        Assert.Equal((150L, 86L), (test.OnlyFirst, test.OnlySecond));
        Assert.Equal(17.36, Math.Pow(test.OnlyFirst - test.OnlySecond, 2) / (test.OnlyFirst + test.OnlySecond), 2);
        Assert.Equal(3.715936139571387e-05, test.P, 1e-15);
    }

    /// <remarks>Fay, R Journal 2 (2010) 53–58: exact McNemar of 9 against 2 discordant pairs, p = 0.06543.</remarks>
    [Fact]
    public void Mc_nemar_exactly_of_few_pairs() => Assert.Equal(0.06543, Discordant(21, 9, 2, 12).P, 5);

    /// <remarks>Newcombe, Stat. Med. 17 (1998) 857–872, table I, method 3.</remarks>
    [Theory]
    [InlineData(81, 263, 0.2553, 0.3662)]
    [InlineData(15, 148, 0.0624, 0.1605)]
    [InlineData(0, 20, 0, 0.1611)]
    [InlineData(1, 29, 0.0061, 0.1718)]
    public void Wilson_of_newcombes_four_proportions(int successes, int trials, double lower, double upper)
    {
        var interval = WilsonInterval.Of(successes, trials);

        Assert.Equal((lower, upper), (Math.Round(interval.Lower!.Value, 4), Math.Round(interval.Upper!.Value, 4)));
    }

    /// <remarks>
    /// Efron and Tibshirani, An Introduction to the Bootstrap (1993), chapter 14: the variance of 26 children's scores in test A, 171.5, has by 2,000
    /// resamples the 90 % BCa interval 115.8 to 259.6. Other resamples move the ends by some units.
    /// </remarks>
    [Fact]
    public void Bca_of_the_variance_of_a_spatial_test()
    {
        double[] scores = [48, 36, 20, 29, 42, 42, 20, 42, 22, 41, 45, 14, 6, 0, 33, 28, 34, 4, 32, 24, 47, 41, 24, 26, 30, 41];
        var variance = Bootstrap.Run(scores.Length, 1, 20_000, 1, (counts, values) =>
        {
            double rows = 0, sum = 0, squares = 0;
            for (var row = 0; row < counts.Length; row++)
            {
                rows += counts[row];
                sum += counts[row] * scores[row];
                squares += counts[row] * scores[row] * scores[row];
            }

            values[0] = Estimate.Of((squares / rows) - (sum / rows * (sum / rows)));
        })[0];
        var interval = variance.Bca(0.90);

        Assert.Equal(171.5, variance.Point.Value!.Value, 1);
        Assert.Equal(115.8, interval.Lower!.Value, 2.5);
        Assert.Equal(259.6, interval.Upper!.Value, 5.0);
    }

    private static McNemar Discordant(int both, int first, int second, int none) => McNemar.Of(
        [.. Enumerable.Repeat(true, both + first), .. Enumerable.Repeat(false, second + none)],
        [.. Enumerable.Repeat(true, both), .. Enumerable.Repeat(false, first), .. Enumerable.Repeat(true, second), .. Enumerable.Repeat(false, none)]);
}
