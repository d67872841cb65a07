using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Evaluation;
using ServerlessMlops.Statistics.Calibration;

namespace ServerlessMlops.Learning.Deciding;

/// <summary>How far predictions must reach to hold the truth as often as was asked, by split conformal prediction on validation rows.</summary>
/// <remarks>
/// Those rows also stopped, calibrated and picked the model, and are thus not quite exchangeable with rows to come: what is reached is measured on
/// the test part, not assumed. See docs/decisions/0456.
/// </remarks>
internal static class ConformalFitting
{
    /// <summary>Where pipeline.yaml asks for none.</summary>
    public const double DefaultCoverage = 0.9;

    /// <param name="validation">Scored as the model will score.</param>
    public static ConformalReach Of(DecisionSpec? decision, TestSet validation)
    {
        var coverage = decision?.Coverage ?? DefaultCoverage;
        var reach = validation.Fault() is { } fault && validation.Rows > 0
            ? Statistics.Estimate.Unmeasured(fault)
            : SplitConformal.Reach(PredictionSets.Errors(validation), coverage);
        return new ConformalReach(coverage, reach.Value, validation.Rows, reach.Reason);
    }
}
