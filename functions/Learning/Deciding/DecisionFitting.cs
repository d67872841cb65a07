using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Evaluation;

namespace ServerlessMlops.Learning.Deciding;

/// <summary>How a model turns its scores into labels: as pipeline.yaml asks, chosen on the validation part. See docs/decisions/0455.</summary>
internal static class DecisionFitting
{
    /// <summary>By actual, then predicted class; null where pipeline.yaml states no costs.</summary>
    public static double[][]? Costs(TrainingInput input) => input.Spec.Decision?.Costs is { } costs && input.Target.Task != ModelTask.Regression
        ? CostMatrix.Of(costs, input.Target.Classes, input.Table[input.Spec.Target])
        : null;

    /// <summary>Why the costs cannot be used; null where they can.</summary>
    public static string? Unfit(TrainingInput input) => input.Spec.Decision?.Costs is not { } costs ? null
        : input.Target.Task == ModelTask.Regression ? "A regression predicts no class whose mistakes decision.costs could weigh."
        : CostMatrix.Unfit(costs, input.Target.Classes, input.Table[input.Spec.Target]);

    /// <param name="validation">Scored as the model will score.</param>
    /// <returns>Of two classes, else null.</returns>
    public static OperatingPoint? Point(TrainingInput input, double[][]? costs, TestSet validation) => input.Target.Task == ModelTask.Binary
        ? OperatingPoint.Choose(input.Spec.Decision, costs, validation.Actual, validation.Probability)
        : null;

    /// <summary>The same model, deciding as it was asked to, with why.</summary>
    /// <param name="validation">Scored as the model will score.</param>
    public static ModelFile Apply(ModelFile file, TrainingInput input, double[][]? costs, TestSet validation)
    {
        if (Point(input, costs, validation) is { } point)
        {
            return file with { Threshold = point.Threshold, Costs = costs, Decision = DecisionBases.Of(input.Spec.Decision, point, validation) };
        }

        return costs is null ? file : file with { Costs = costs, Decision = DecisionBases.OfMany(validation) };
    }

    public static IReadOnlyList<Problem> Warnings(ModelFile file) => file.Decision?.NotMet is { } notMet
        ?
        [
            new Problem(
                ModelProblemCodes.OperatingPointNotMet, notMet, Column: file.Target, Expected: file.Decision.Rule, Severity: Severity.Warning),
        ]
        : [];
}
