using ServerlessMlops.Pipeline.Contracts;

namespace ServerlessMlops.Pipeline.Evaluation;

/// <summary>A measure by the name that pipeline.yaml, reports and pages use; <c>docs/statistics.md</c> defines each.</summary>
/// <param name="Low">The least value that it can have; −∞ where there is none.</param>
/// <param name="High">The greatest; ∞ where there is none.</param>
public sealed record MeasureDefinition(string Name, bool HigherIsBetter, double Low, double High);

/// <summary>Every measure of this product, by task.</summary>
public static class MeasureCatalog
{
    private static readonly MeasureDefinition[] Binary =
    [
        Share("auc"), Share("pr_auc"), Loss("log_loss"), new("brier", false, 0, 1), Share("accuracy"), Share("precision"), Share("recall"),
        Share("f1"), new("mcc", true, -1, 1),
    ];

    private static readonly MeasureDefinition[] Multiclass =
    [
        Share("accuracy"), Share("macro_f1"), Share("macro_precision"), Share("macro_recall"), Share("macro_auc"), Loss("log_loss"),
        new("mcc", true, -1, 1),
    ];

    private static readonly MeasureDefinition[] Regression =
        [Loss("rmse"), Loss("mae"), new("r2", true, double.NegativeInfinity, 1)];

    /// <summary>Measured where <c>decision.costs</c> states them, in their unit.</summary>
    private static readonly MeasureDefinition MeanCost = Loss("mean_cost");

    private static readonly MeasureDefinition[] BinaryDisparities =
    [
        new("demographic_parity_difference", false, 0, 1), Share("demographic_parity_ratio"), new("equalized_odds_difference", false, 0, 1),
    ];

    private static readonly MeasureDefinition[] MulticlassDisparities = [new("accuracy_difference", false, 0, 1)];

    private static readonly MeasureDefinition[] RegressionDisparities = [Loss("mean_error_difference"), Loss("mae_difference")];

    /// <summary>What is measured on all rows, in the order of the report.</summary>
    /// <remarks>Regression also reports <c>mean_error</c>: it has no better end, so that no gate or choice can be made by it.</remarks>
    public static IReadOnlyList<MeasureDefinition> Metrics(ModelTask task) => task switch
    {
        ModelTask.Binary => Binary,
        ModelTask.Multiclass => Multiclass,
        _ => Regression,
    };

    /// <summary>What is measured between the groups of a protected attribute.</summary>
    public static IReadOnlyList<MeasureDefinition> Disparities(ModelTask task) => task switch
    {
        ModelTask.Binary => BinaryDisparities,
        ModelTask.Multiclass => MulticlassDisparities,
        _ => RegressionDisparities,
    };

    /// <summary>What is measured on all rows after <see cref="Metrics"/>, where the model decides, or reaches, by it.</summary>
    public static IReadOnlyList<MeasureDefinition> Decisions(ModelTask task) => task == ModelTask.Regression
        ? [Share("coverage"), Loss("mean_interval_width")]
        : [MeanCost, Share("coverage"), Loss("mean_set_size")];

    /// <summary>What may pick among candidates: coverage may not, since the reach is fitted on the rows that pick.</summary>
    public static IReadOnlyList<MeasureDefinition> Picking(ModelTask task) =>
        [.. Metrics(task), .. Decisions(task).Where(measure => measure == MeanCost)];

    /// <summary>The measure of that name for that task; null where there is none.</summary>
    public static MeasureDefinition? Find(ModelTask task, string name) =>
        Metrics(task).Concat(Decisions(task)).Concat(Disparities(task)).FirstOrDefault(measure => measure.Name == name);

    private static MeasureDefinition Share(string name) => new(name, true, 0, 1);

    private static MeasureDefinition Loss(string name) => new(name, false, 0, double.PositiveInfinity);
}
