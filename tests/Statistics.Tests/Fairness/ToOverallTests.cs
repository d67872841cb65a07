using ServerlessMlops.Statistics.Classification;
using ServerlessMlops.Statistics.Fairness;
using ServerlessMlops.Statistics.Regression;

namespace ServerlessMlops.Statistics.Tests.Fairness;

/// <summary>Every named disparity against all rows, by fairlearn's definition (MetricFrame, method "to_overall") in numpy.</summary>
public sealed class ToOverallTests
{
    private const Against All = Against.Overall;
    private static readonly ByGroup Selection = By(counts => counts.SelectionRate);
    private static readonly ByGroup Found = By(counts => counts.Recall);
    private static readonly ByGroup Wrong = By(counts => counts.FalsePositiveRate);
    private static readonly ByGroup Mae = Errors(errors => errors.Mae);
    private static readonly ByGroup Rmse = Errors(errors => errors.Rmse);

    public static TheoryData<string, Estimate> Shares => new()
    {
        { "demographic_parity_difference", Disparities.DemographicParityDifference(Selection, All) },
        { "demographic_parity_ratio", Disparities.DemographicParityRatio(Selection, All) },
        { "equal_opportunity_difference", Disparities.EqualOpportunityDifference(Found, All) },
        { "equal_opportunity_ratio", Disparities.EqualOpportunityRatio(Found, All) },
        { "equalized_odds_difference", Disparities.EqualizedOddsDifference(Found, Wrong, All) },
        { "equalized_odds_ratio", Disparities.EqualizedOddsRatio(Found, Wrong, All) },
        { "predictive_parity_difference", Disparities.PredictiveParityDifference(By(counts => counts.Precision), All) },
        { "accuracy_difference", Disparities.AccuracyDifference(By(counts => counts.Accuracy), All) },
    };

    public static TheoryData<string, Estimate> OfANumber => new()
    {
        { "mean_error_difference", Disparities.ErrorDifference(Errors(errors => errors.MeanError), All) },
        { "mae_difference", Disparities.ErrorDifference(Mae, All) },
        { "mae_ratio", Disparities.ErrorRatio(Mae, All) },
        { "rmse_difference", Disparities.ErrorDifference(Rmse, All) },
        { "rmse_ratio", Disparities.ErrorRatio(Rmse, All) },
    };

    [Theory]
    [MemberData(nameof(Shares), DisableDiscoveryEnumeration = true)]
    public void Equals_fairlearns_definition_on_applicants_by_marital_status(string name, Estimate seen) =>
        Reference.Same(Reference.EdgeSection("to_overall").GetProperty(name).GetDouble(), seen);

    [Theory]
    [MemberData(nameof(OfANumber), DisableDiscoveryEnumeration = true)]
    public void Equals_fairlearns_definition_on_weak_and_strong_concrete(string name, Estimate seen) =>
        Reference.Same(Reference.EdgeSection("errors_to_overall").GetProperty(name).GetDouble(), seen);

    [Fact]
    public void Against_each_other_is_another_number_and_the_default()
    {
        Assert.Equal(Disparities.DemographicParityDifference(Selection, Against.EachOther), Disparities.DemographicParityDifference(Selection));
        Assert.NotEqual(Disparities.DemographicParityDifference(Selection, All), Disparities.DemographicParityDifference(Selection));
    }

    private static ByGroup By(Func<ConfusionCounts, Estimate> rate)
    {
        var groups = Reference.EdgeSection("to_overall").GetProperty("groups").EnumerateArray().Select(group => group.GetString());
        return ByGroup.Of([.. groups.Select(group => Counts(row => Reference.Marital[row] == group))], Counts(_ => true), rate);
    }

    private static ConfusionCounts Counts(Func<int, bool> keep)
    {
        int[] rows = [.. Enumerable.Range(0, Reference.Bad.Length).Where(keep)];
        return ConfusionCounts.At(Array.ConvertAll(rows, row => Reference.Bad[row]), Array.ConvertAll(rows, row => Reference.Score[row]), 0.5);
    }

    private static ByGroup Errors(Func<RegressionErrors, Estimate> error) =>
        ByGroup.Of([ErrorsWhere(strength => strength <= 35), ErrorsWhere(strength => strength > 35)], ErrorsWhere(_ => true), error);

    private static RegressionErrors ErrorsWhere(Predicate<double> keep)
    {
        int[] rows = [.. Enumerable.Range(0, Reference.Strength.Length).Where(row => keep(Reference.Strength[row]))];
        return RegressionErrors.Of(
            Array.ConvertAll(rows, row => Reference.Strength[row]), Array.ConvertAll(rows, row => Reference.PredictedStrength[row]));
    }
}
