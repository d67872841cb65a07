using ServerlessMlops.Statistics.Classification;

namespace ServerlessMlops.Statistics.Tests.Classification;

public sealed class McNemarTests
{
    [Fact]
    public void Equals_scipys_exact_binomial_test_on_two_scores_of_the_same_applicants()
    {
        bool[] Right(double[] scores) => [.. scores.Select((score, row) => score >= 0.5 == Reference.Bad[row])];
        var test = McNemar.Of(Right(Reference.Score), Right(Reference.OtherScore));

        Assert.Equal((Reference.Value("mcnemar", "first"), Reference.Value("mcnemar", "second")), (test.OnlyFirst, test.OnlySecond));
        Assert.Equal(Reference.Value("mcnemar", "p"), test.P, 1e-16);
    }

    [Fact]
    public void Many_discordant_rows_stay_within_a_double()
    {
        bool[] first = [.. Enumerable.Range(0, 4_000).Select(row => row % 2 == 0)];
        Assert.Equal(1, McNemar.Of(first, [.. first.Select(right => !right)]).P);
    }
}
