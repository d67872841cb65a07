namespace ServerlessMlops.Pipeline.Evaluation;

/// <summary>What is measured on all rows.</summary>
internal static class MetricDefinitions
{
    public static readonly MeasureDefinition[] Binary =
    [
        Share("auc", "ROC AUC",
            "The chance that a random positive row is scored above a random negative one, ties counting half; 0.5 is chance."),
        Share("pr_auc", "PR AUC",
            "The precision averaged over every positive row, going down from the highest score; chance is the share of positive rows."),
        LogLoss,
        new("brier", false, 0, 1, "Brier score", "The mean squared difference between the probability and what happened, 1 or 0."),
        Ece(
            "How far the probability of the positive class lies from what came true, averaged over ten bins of equal "
            + "width, weighed by their rows."),
        Accuracy,
        Share("balanced_accuracy", "Balanced accuracy", "The mean of recall and specificity; 0.5 is chance whatever the class shares."),
        Share("precision", "Precision", "Of the rows predicted positive, the share that is."),
        Share("recall", "Recall", "Of the positive rows, the share that was predicted positive: the true positive rate."),
        Share("specificity", "Specificity", "Of the negative rows, the share that was predicted negative: the true negative rate."),
        Share("f1", "F1", "The harmonic mean of precision and recall."),
        Mcc,
        new("lift", true, 0, double.PositiveInfinity, "Lift of the top tenth",
            "How many times more often rows in the tenth with the highest scores are positive than rows overall; 1 is chance."),
        Share("gain", "Gain of the top tenth",
            "The share of all positive rows that the tenth with the highest scores holds; 0.1 is chance."),
    ];

    public static readonly MeasureDefinition[] Multiclass =
    [
        Accuracy,
        Share("balanced_accuracy", "Balanced accuracy", "The recall of each class that occurs, averaged over the classes."),
        Share("macro_f1", "Macro F1", "The F1 of each class against the rest, averaged over the classes."),
        Share("macro_precision", "Macro precision",
            "The precision of each class against the rest, averaged over the classes; one never predicted counts with 0."),
        Share("macro_recall", "Macro recall", "The recall of each class against the rest, averaged over the classes."),
        Share("weighted_f1", "Weighted F1", "The F1 of each class against the rest, averaged by how many rows it has."),
        Share("weighted_precision", "Weighted precision",
            "The precision of each class against the rest, averaged by how many rows it has."),
        Share("weighted_recall", "Weighted recall",
            "The recall of each class, averaged by how many rows it has: the same number as accuracy."),
        Share("macro_auc", "Macro AUC",
            "The ROC AUC of each class's probability against the rest, averaged over the classes; 0.5 is chance."),
        LogLoss,
        Ece(
            "How far the probability of the most probable class lies from how often it is right, averaged over ten bins of "
            + "equal width, weighed by their rows."),
        Mcc,
        new("kappa", true, -1, 1, "Cohen's kappa",
            "The accuracy beyond what labels and predictions drawn apart would reach, as a share of what was left to "
            + "reach; 0 is chance."),
    ];

    public static readonly MeasureDefinition[] Regression =
    [
        Loss("rmse", "RMSE",
            "The root of the mean squared error, in the target's unit; a few large errors weigh more than many small ones."),
        Loss("mae", "Mean absolute error", "How far predictions are off on average, in the target's unit."),
        Loss("median_absolute_error", "Median absolute error", "How far off half of the predictions are at most, in the target's unit."),
        new("r2", true, double.NegativeInfinity, 1, "R²",
            "The share of the target's variation that is predicted; 0 is no better than always saying the mean."),
        Loss("pinball_0.1", "Pinball loss at 0.1",
            "The mean error where predicting too high costs 0.9 a unit and too low 0.1, in the target's unit."),
        Loss("pinball_0.5", "Pinball loss at 0.5", "Half the mean absolute error, in the target's unit."),
        Loss("pinball_0.9", "Pinball loss at 0.9",
            "The mean error where predicting too low costs 0.9 a unit and too high 0.1, in the target's unit."),
        Loss("max_error", "Largest error",
            "The largest absolute error among these rows, in the target's unit; other rows may be further off."),
    ];

    /// <summary>What reports show and no gate is made on.</summary>
    public static readonly MeasureDefinition[] Shown =
    [
        new("mean_error", false, double.NegativeInfinity, double.PositiveInfinity, "Mean error",
            "Predicted less actual on average, in the target's unit: above 0 where predictions are too high."),
        new("selection_rate", false, 0, 1, "Selection rate", "The share of rows predicted positive; neither end is better."),
        Share("true_positive_rate", "True positive rate", "Of the positive rows, the share that was predicted positive."),
        new("false_positive_rate", false, 0, 1, "False positive rate", "Of the negative rows, the share that was predicted positive."),
    ];

    private static MeasureDefinition LogLoss => Loss(
        "log_loss", "Log loss",
            "The mean of −ln of the probability that was given to what happened, in nats; sure and wrong costs most.");

    private static MeasureDefinition Accuracy => Share("accuracy", "Accuracy", "The share of rows that were predicted rightly.");

    private static MeasureDefinition Mcc => new(
        "mcc", true, -1, 1, "Matthews correlation",
            "The correlation of what was predicted with what happened; 0 is chance whatever the class shares.");

    internal static MeasureDefinition Share(string name, string title, string definition) => new(name, true, 0, 1, title, definition);

    internal static MeasureDefinition Loss(string name, string title, string definition) =>
        new(name, false, 0, double.PositiveInfinity, title, definition);

    private static MeasureDefinition Ece(string definition) => new("ece", false, 0, 1, "Expected calibration error", definition);
}
