using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Evaluation;

namespace ServerlessMlops.Pipeline.Training;

/// <summary>Picks the candidate that goes on to Evaluate, by its score on validation.</summary>
public static class CandidateSelection
{
    /// <returns>
    /// The best by its metric; where a disparity is to be mitigated, the best of those within its maximum, or the one of the least disparity where
    /// none is. Among equals the one that comes first by name, then by trial, so that the order of arrival decides nothing. Null where
    /// no candidate has a finite score.
    /// </returns>
    public static CandidateResult? Best(IReadOnlyList<CandidateResult> candidates) =>
        Ranked([.. candidates.Where(candidate => candidate.Model is not null && IsScored(candidate))]) is [var best, ..] ? best : null;

    /// <summary>The best first; those without a score last.</summary>
    public static IReadOnlyList<CandidateResult> Ranked(IReadOnlyList<CandidateResult> candidates) =>
    [
        .. candidates
            .OrderBy(candidate => IsScored(candidate) ? 0 : 1)
            .ThenBy(Excess)
            .ThenByDescending(candidate => HigherIsBetter(candidate.Metric) ? candidate.Score : -candidate.Score)
            .ThenBy(candidate => candidate.Candidate, StringComparer.Ordinal)
            .ThenBy(candidate => candidate.Trial?.Number ?? 0),
    ];

    /// <summary>0 within the maximum, the disparity above it, ∞ where it was not measured. 0 for all where nothing is to be mitigated.</summary>
    private static double Excess(CandidateResult candidate) => candidate.Disparity switch
    {
        null => 0,
        { Measure.Value: null } => double.PositiveInfinity,
        var disparity => disparity.IsWithin() ? 0 : disparity.Measure.Value.Value,
    };

    private static bool IsScored(CandidateResult candidate) => candidate.Score is { } score && double.IsFinite(score);

    /// <summary>The measure that picks where pipeline.yaml names none: <c>auc</c>, <c>log_loss</c> or <c>rmse</c>.</summary>
    public static string MetricOf(PipelineSpec spec) => spec.Train.Metric ?? ValidationScore.DefaultMetric(spec.Task);

    /// <summary>A measure has one direction, in whichever task it stands.</summary>
    public static bool HigherIsBetter(string metric) => Enum.GetValues<ModelTask>()
        .Select(task => MeasureCatalog.Find(task, metric))
        .FirstOrDefault(measure => measure is not null)?.HigherIsBetter ?? true;
}
