using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Evaluation;

namespace ServerlessMlops.Pipeline.Data;

/// <summary>The words that a pipeline.yaml may use, by task where they depend on it.</summary>
internal static class KnownNames
{
    public static readonly IReadOnlyList<string> Tasks = ["binary", "multiclass", "regression"];

    public static readonly IReadOnlyList<string> Kinds = ["number", "boolean", "date", "category", "text"];

    public static readonly IReadOnlyList<string> Actions = ["any", "increase", "decrease"];

    public static readonly IReadOnlyList<string> Directions = ["increasing", "decreasing"];

    /// <summary>Classes of the EU's AI Act below the prohibited one.</summary>
    public static readonly IReadOnlyList<string> RiskClasses = ["minimal", "limited", "high"];

    public static readonly IReadOnlyList<string> Candidates = ["lightgbm", "linear", "gam", "random_forest", "dummy"];

    /// <summary>Rates that an operating point may be set by.</summary>
    public static readonly IReadOnlyList<string> OperatingRates = [.. Enum.GetValues<OperatingRate>().Select(LimitedRate.Word)];

    public static IReadOnlyList<string> PickingMetrics(ModelTask? task) => Names(task, MeasureCatalog.Picking);

    public static IReadOnlyList<string> Metrics(ModelTask? task) =>
        Names(task, one => [.. MeasureCatalog.Metrics(one), .. MeasureCatalog.Decisions(one)]);

    public static IReadOnlyList<string> Disparities(ModelTask? task) => Names(task, MeasureCatalog.Disparities);

    /// <summary>What a limit may lie in: a measure's own range. A name means the same in every task that has it.</summary>
    public static (double Low, double High) Range(string measure) =>
        Enum.GetValues<ModelTask>().Select(task => MeasureCatalog.Find(task, measure)).FirstOrDefault(found => found is not null) is { } known
            ? (known.Low, known.High)
            : (double.NegativeInfinity, double.PositiveInfinity);

    private static IReadOnlyList<string> Names(ModelTask? task, Func<ModelTask, IReadOnlyList<MeasureDefinition>> measures) =>
        [.. (task is { } one ? [one] : Enum.GetValues<ModelTask>()).SelectMany(measures).Select(measure => measure.Name).Distinct()];
}
