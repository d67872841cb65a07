using ServerlessMlops.Learning;
using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Evaluation;
using ServerlessMlops.Pipeline.Training;

namespace ServerlessMlops.App.Activities;

/// <summary>The disparity that is to be mitigated, of a candidate's decisions on the validation part.</summary>
internal static class CandidateDisparities
{
    private const int Resamples = 1000;

    /// <returns>Null where nothing is to be mitigated.</returns>
    public static CandidateDisparity? Of(TrainingInput input, TrainedModel trained)
    {
        if (input.Spec.Train.Mitigation is not { } wanted)
        {
            return null;
        }

        using var scorer = Scorer.Load(trained.ToBytes());
        var only = input.Spec with { Protected = [.. input.Spec.Protected.Where(attribute => attribute.Column == wanted.Attribute)] };
        var validation = TestSets.Of(input.Table, only, input.Target, Splitter.Rows(input.Split, SplitPart.Validation), scorer);
        var measured = Evaluator.MeasureGroups(validation, input.Seed, Resamples, trained.File.Threshold ?? 0.5)
            .SelectMany(attribute => attribute.Disparities).Single(measure => measure.Name == wanted.Measure);

        // The history carries it: bounds of other levels are for gates, which judge the test part.
        return new(wanted.Attribute, measured with { Bounds = null }, wanted.Maximum);
    }
}
