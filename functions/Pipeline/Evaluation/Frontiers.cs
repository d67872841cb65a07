using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Training;

namespace ServerlessMlops.Pipeline.Evaluation;

/// <summary>Sets disparity against metric, candidate by candidate.</summary>
public static class Frontiers
{
    /// <param name="chosen">One of them.</param>
    /// <returns>In the order of choice, the chosen first; null where no candidate has a disparity.</returns>
    public static FrontierReport? Of(IReadOnlyList<CandidateResult> candidates, CandidateResult chosen)
    {
        CandidateResult[] measured = [.. CandidateSelection.Ranked(candidates).Where(candidate => candidate.Disparity is not null)];
        if (measured is not [{ Disparity: { } first, Metric: var metric }, ..])
        {
            return null;
        }

        var higher = CandidateSelection.HigherIsBetter(metric);
        (double Gain, double Disparity)? Place(CandidateResult candidate) =>
            candidate is { Score: { } score, Disparity.Measure.Value: { } disparity } && double.IsFinite(score)
                ? (higher ? score : -score, disparity)
                : null;
        (double Gain, double Disparity)[] places = [.. measured.Select(Place).OfType<(double, double)>()];
        bool IsOnFront((double Gain, double Disparity) one) => !places.Any(other =>
            other.Gain >= one.Gain && other.Disparity <= one.Disparity && (other.Gain > one.Gain || other.Disparity < one.Disparity));
        return new(first.Attribute, first.Measure.Name, metric, higher, first.Maximum,
        [
            .. measured.Select(candidate => new FrontierPoint(
                candidate.Name, candidate.Score, candidate.Disparity!.Measure, ReferenceEquals(candidate, chosen),
                Place(candidate) is { } place && IsOnFront(place))
            {
                Mitigation = candidate.Mitigation,
            }),
        ]);
    }
}
