using ServerlessMlops.Pipeline.Contracts;

namespace ServerlessMlops.Pipeline.Data;

/// <summary>The words that a pipeline.yaml may use, by task where they depend on it.</summary>
internal static class KnownNames
{
    public static readonly IReadOnlyList<string> Tasks = ["binary", "multiclass", "regression"];

    public static readonly IReadOnlyList<string> Kinds = ["number", "boolean", "date", "category", "text"];

    /// <summary>Classes of the EU's AI Act below the prohibited one.</summary>
    public static readonly IReadOnlyList<string> RiskClasses = ["minimal", "limited", "high"];

    public static readonly IReadOnlyList<string> Candidates = ["lightgbm", "linear"];

    public static IReadOnlyList<string> Metrics(ModelTask? task) => task switch
    {
        ModelTask.Binary => ["auc", "log_loss", "brier", "accuracy", "precision", "recall", "f1", "pr_auc"],
        ModelTask.Multiclass => ["macro_f1", "macro_auc", "log_loss", "accuracy"],
        ModelTask.Regression => ["rmse", "mae", "r2"],
        _ => [.. Enum.GetValues<ModelTask>().SelectMany(known => Metrics(known)).Distinct()],
    };

    public static IReadOnlyList<string> Disparities(ModelTask? task) => task switch
    {
        ModelTask.Binary => ["demographic_parity_difference", "demographic_parity_ratio", "equalized_odds_difference"],
        ModelTask.Multiclass => ["accuracy_difference"],
        ModelTask.Regression => ["mean_error_difference", "mae_difference"],
        _ => [.. Enum.GetValues<ModelTask>().SelectMany(known => Disparities(known)).Distinct()],
    };

    /// <summary>What a limit may lie in: a measure's own range.</summary>
    public static (double Low, double High) Range(string measure) => measure switch
    {
        "log_loss" or "rmse" or "mae" or "mae_difference" or "mean_error_difference" => (0, double.MaxValue),
        "r2" => (double.MinValue, 1),
        _ => (0, 1),
    };
}
