namespace ServerlessMlops.Pipeline.Evaluation;

/// <summary>What is measured between the groups of an attribute; the groups that have enough rows.</summary>
internal static class DisparityDefinitions
{
    private static readonly MeasureDefinition Accuracy = Difference(
        "accuracy_difference", "Accuracy difference", "The largest less the smallest accuracy of a group.");

    public static readonly MeasureDefinition[] Binary =
    [
        Difference("demographic_parity_difference", "Demographic parity difference",
            "The largest less the smallest share of a group that is predicted positive."),
        Ratio("demographic_parity_ratio", "Demographic parity ratio",
            "The smallest share of a group that is predicted positive, divided by the largest."),
        Difference("equalized_odds_difference", "Equalized odds difference",
            "The largest less the smallest true positive rate of a group, or false positive rate, whichever differs more."),
        Ratio("equalized_odds_ratio", "Equalized odds ratio",
            "The smallest true positive rate of a group divided by the largest, or so for false positive rates, whichever is less."),
        Difference("equal_opportunity_difference", "Equal opportunity difference",
            "The largest less the smallest true positive rate of a group."),
        Ratio("equal_opportunity_ratio", "Equal opportunity ratio",
            "The smallest true positive rate of a group, divided by the largest."),
        Difference("predictive_parity_difference", "Predictive parity difference", "The largest less the smallest precision of a group."),
        Accuracy,
        Calibration("probability of the positive class"),
    ];

    public static readonly MeasureDefinition[] Multiclass =
    [
        Accuracy,
        Difference("demographic_parity_difference", "Demographic parity difference",
            "The largest less the smallest share of a group that is predicted to be of a class, for the class where that differs most."),
        Difference("equal_opportunity_difference", "Equal opportunity difference",
            "The largest less the smallest recall of a class in a group, for the class where that differs most."),
        Calibration("probability of the most probable class"),
    ];

    public static readonly MeasureDefinition[] Regression =
    [
        MetricDefinitions.Loss("mean_error_difference", "Mean error difference",
            "The largest less the smallest mean error of a group, in the target's unit."),
        MetricDefinitions.Loss("mae_difference", "Mean absolute error difference",
            "The largest less the smallest mean absolute error of a group, in the target's unit."),
        Ratio("mae_ratio", "Mean absolute error ratio", "The smallest mean absolute error of a group, divided by the largest."),
        MetricDefinitions.Loss("rmse_difference", "RMSE difference",
            "The largest less the smallest RMSE of a group, in the target's unit."),
        Ratio("rmse_ratio", "RMSE ratio", "The smallest RMSE of a group, divided by the largest."),
    ];

    private static MeasureDefinition Calibration(string what) => Difference(
        "calibration_difference", "Calibration difference",
            $"The largest less the smallest expected calibration error of a group, of the {what}.");

    private static MeasureDefinition Difference(string name, string title, string definition) => new(name, false, 0, 1, title, definition);

    private static MeasureDefinition Ratio(string name, string title, string definition) => MetricDefinitions.Share(name, title, definition);
}

/// <summary>What is measured where the model decides, or reaches, by it.</summary>
internal static class DecisionDefinitions
{
    private static readonly MeasureDefinition Coverage = MetricDefinitions.Share(
        "coverage", "Coverage", "The share of rows whose truth lies in the set, or interval, that was predicted.");

    public static readonly MeasureDefinition[] Classes =
    [
        MetricDefinitions.Loss("mean_cost", "Mean cost",
            "What the decisions cost a row, by the costs that pipeline.yaml states, in their unit."),
        Coverage,
        MetricDefinitions.Loss("mean_set_size", "Mean size of sets", "How many classes the set that is predicted holds on average."),
    ];

    public static readonly MeasureDefinition[] Regression =
    [
        Coverage,
        MetricDefinitions.Loss("mean_interval_width", "Mean width of intervals",
            "How wide the interval that is predicted is on average, in the target's unit."),
        MetricDefinitions.Loss("pinball_lower", "Pinball loss of lower ends",
            "The pinball loss of the intervals' lower ends as the quantile that they state, in the target's unit."),
        MetricDefinitions.Loss("pinball_upper", "Pinball loss of upper ends",
            "The pinball loss of the intervals' upper ends as the quantile that they state, in the target's unit."),
    ];
}
