using ServerlessMlops.Pipeline.Contracts;

namespace ServerlessMlops.Pipeline.Evaluation;

/// <summary>A measure by the name that pipeline.yaml, reports and pages use; <c>docs/statistics.md</c> defines each.</summary>
/// <param name="Low">The least value that it can have; −∞ where there is none.</param>
/// <param name="High">The greatest; ∞ where there is none.</param>
/// <param name="Title">As a heading, e.g. <c>ROC AUC</c>.</param>
/// <param name="Definition">One sentence for whoever reads a report.</param>
public sealed record MeasureDefinition(string Name, bool HigherIsBetter, double Low, double High, string Title, string Definition);

/// <summary>Every measure of this product, by task.</summary>
public static class MeasureCatalog
{
    /// <summary>What is measured on all rows, in the order of the report.</summary>
    /// <remarks>Regression also reports <c>mean_error</c>: it has no better end, so that no gate or choice can be made by it.</remarks>
    public static IReadOnlyList<MeasureDefinition> Metrics(ModelTask task) => task switch
    {
        ModelTask.Binary => MetricDefinitions.Binary,
        ModelTask.Multiclass => MetricDefinitions.Multiclass,
        _ => MetricDefinitions.Regression,
    };

    /// <summary>What is measured between the groups of a protected attribute.</summary>
    public static IReadOnlyList<MeasureDefinition> Disparities(ModelTask task) => task switch
    {
        ModelTask.Binary => DisparityDefinitions.Binary,
        ModelTask.Multiclass => DisparityDefinitions.Multiclass,
        _ => DisparityDefinitions.Regression,
    };

    /// <summary>What is measured on all rows after <see cref="Metrics"/>, where the model decides, or reaches, by it.</summary>
    public static IReadOnlyList<MeasureDefinition> Decisions(ModelTask task) => task == ModelTask.Regression
        ? DecisionDefinitions.Regression
        : DecisionDefinitions.Classes;

    /// <summary>What may pick among candidates: coverage may not, since the reach is fitted on the rows that pick.</summary>
    public static IReadOnlyList<MeasureDefinition> Picking(ModelTask task) =>
        [.. Metrics(task), .. Decisions(task).Where(measure => measure.Name == "mean_cost")];

    /// <summary>The measure of that name for that task; null where there is none.</summary>
    public static MeasureDefinition? Find(ModelTask task, string name) =>
        Metrics(task).Concat(Decisions(task)).Concat(Disparities(task)).FirstOrDefault(measure => measure.Name == name);

    /// <summary>As <see cref="Find"/>, and what reports show though nothing can be gated on it: the mean error, and measures of one group.</summary>
    public static MeasureDefinition? Explain(ModelTask task, string name) =>
        Find(task, name) ?? MetricDefinitions.Shown.FirstOrDefault(measure => measure.Name == name);
}
