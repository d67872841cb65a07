using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Statistics;

namespace ServerlessMlops.Pipeline.Evaluation;

/// <summary>The one number by which candidates are compared on the validation part.</summary>
public static class ValidationScore
{
    /// <summary>The measure that picks where <c>pipeline.yaml</c> names none.</summary>
    public static string DefaultMetric(ModelTask task) => task switch
    {
        ModelTask.Binary => "auc",
        ModelTask.Multiclass => "log_loss",
        _ => "rmse",
    };

    /// <param name="metric">One of <see cref="MeasureCatalog.Metrics"/>; null for <see cref="DefaultMetric"/>.</param>
    /// <param name="validation">Labels and scores of the validation part.</param>
    /// <param name="threshold">Binary only, for measures of decisions.</param>
    /// <returns>Unmeasured, with the reason, where the measure is unknown or has no value: such a candidate cannot win.</returns>
    public static Estimate Of(string? metric, TestSet validation, double threshold = 0.5)
    {
        if (validation.Fault() is { } fault)
        {
            return Estimate.Unmeasured(fault);
        }

        var name = metric ?? DefaultMetric(validation.Task);
        foreach (var block in Evaluator.Decisions(validation, threshold).Prepend(Evaluator.Metrics(validation, threshold)))
        {
            var values = new Estimate[block.Planned.Count];
            block.Compute(Counts.Ones(validation.Rows), values);
            for (var index = 0; index < values.Length; index++)
            {
                if (block.Planned[index].Name == name)
                {
                    return values[index];
                }
            }
        }

        return Estimate.Unmeasured($"there is no measure '{name}' for a {validation.Task.ToString().ToLowerInvariant()} task");
    }
}
