using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Training.Mitigating;

namespace ServerlessMlops.Pipeline.Tests.Training.Mitigating;

/// <summary>Reference weights are those that make.py beside it prints: numpy, row by row, from the definitions.</summary>
public class MitigationWeightsTests
{
    private static readonly (long Negatives, long Positives)[] Example = [(60, 40), (80, 20)];
    private static readonly (long Negatives, long Positives)[] Three = [(310, 45), (95, 60), (27, 13)];

    [Fact]
    public void The_worked_example_of_reweighing() =>
        Same([(1.166666666667, 0.75), (0.875, 1.5)], MitigationWeights.Reweighed(Example));

    [Fact]
    public void Reweighing_is_the_reference_for_three_groups() => Same(
        [(0.899472140762, 1.692525252525), (1.281531100478, 0.554242424242), (1.163636363636, 0.66013986014)], MitigationWeights.Reweighed(Three));

    [Fact]
    public void After_reweighing_every_group_has_the_same_share_of_positives_and_its_own_weight()
    {
        var weights = MitigationWeights.Reweighed(Three);
        foreach (var (group, weight) in Three.Zip(weights))
        {
            double positives = group.Positives * weight.Positive, all = positives + (group.Negatives * weight.Negative);
            Assert.Equal(118 / 550.0, positives / all, 1e-12);
            Assert.Equal(group.Negatives + group.Positives, all, 1e-9);
        }
    }

    [Theory]
    [InlineData("demographic_parity_difference", new[] { 1.5, 0.5, 0.5, 1.5 })]
    [InlineData("equalized_odds_difference", new[] { 1.428571428571, 0.75, 0.678571428571, 1.5 })]
    [InlineData("equal_opportunity_difference", new[] { 1, 0.75, 1, 1.5 })]
    public void The_worked_example_of_a_constraint(string measure, double[] expected) =>
        Same(Pairs(expected), MitigationWeights.Constrained(Example, measure, 0.5));

    [Theory]
    [InlineData("demographic_parity_difference", new[] { 0.745626717477, 1.254373282523, 1.5, 0.5, 1.320062882393, 0.679937117607 })]
    [InlineData("equalized_odds_difference", new[] { 0.817406538625, 1.404345060173, 1.5, 0.721751598798, 1.337184186155, 0.884567412643 })]
    [InlineData("equal_opportunity_difference", new[] { 1, 1.5, 1, 0.655927042755, 1, 0.85725980267 })]
    public void A_constraint_is_the_reference_for_three_groups(string measure, double[] expected) =>
        Same(Pairs(expected), MitigationWeights.Constrained(Three, measure, 0.5));

    [Fact]
    public void A_group_too_small_to_be_compared_is_not_constrained_and_moves_no_other()
    {
        var with = MitigationWeights.Constrained([.. Example, (0, 19)], "demographic_parity_difference", 0.5);
        Same([(1.5, 0.5), (0.5, 1.5), (1, 1)], with);
    }

    [Fact]
    public void Groups_that_are_alike_weigh_one()
    {
        Same([(1, 1), (1, 1)], MitigationWeights.Constrained([(30, 10), (60, 20)], "demographic_parity_difference", 0.75));
        Same([(1, 1), (1, 1)], MitigationWeights.Reweighed([(30, 10), (60, 20)]));
        Same([(1, 1)], MitigationWeights.Constrained([(30, 10)], "equalized_odds_difference", 0.75));
    }

    [Fact]
    public void An_outcome_that_a_group_lacks_has_a_finite_weight()
    {
        // 160 rows, 60 positive, 80 in each group: 80 · 100 ÷ (160 · 20) and 80 · 60 ÷ (160 · 60); 80 · 100 ÷ (160 · 80).
        Same([(2.5, 0.5), (0.625, 1)], MitigationWeights.Reweighed([(20, 60), (80, 0)]));
        Assert.All(MitigationWeights.Reweighed([(0, 0), (30, 10)]), weight => Assert.True(weight is { Negative: > 0, Positive: > 0 }));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(double.NaN)]
    public void A_strength_that_would_change_labels_is_refused(double strength) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => MitigationWeights.Constrained(Example, "demographic_parity_difference", strength));

    [Fact]
    public void All_grid_strengths_keep_every_weight_above_zero() => Assert.All(
        MitigationPlan.Strengths,
        strength => Assert.All(
            MitigationWeights.Of(new Mitigated("linear", MitigationMethod.Constraint, "g", "equalized_odds_difference", strength), Three),
            weight => Assert.True(weight is { Negative: > 0, Positive: > 0 })));

    private static (double, double)[] Pairs(double[] flat) => [.. flat.Chunk(2).Select(pair => (pair[0], pair[1]))];

    private static void Same((double Negative, double Positive)[] expected, (double Negative, double Positive)[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        foreach (var (one, other) in expected.Zip(actual))
        {
            Assert.Equal(one.Negative, other.Negative, 1e-9);
            Assert.Equal(one.Positive, other.Positive, 1e-9);
        }
    }
}
