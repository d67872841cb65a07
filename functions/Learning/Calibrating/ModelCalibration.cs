using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Evaluation;

namespace ServerlessMlops.Learning.Calibrating;

/// <summary>A model whose probabilities are calibrated where that helps, and its scores of the validation part.</summary>
/// <param name="Name">As evidence, for people; null for a regression.</param>
internal sealed record ModelCalibration(ModelFile File, TestSet Seen, string? Name)
{
    /// <param name="margins">Of the validation rows, as the plain model gives them.</param>
    /// <param name="seen">The same rows as it scores them.</param>
    public static ModelCalibration Of(TrainingInput input, ModelFile file, double[] margins, TestSet seen)
    {
        if (file.Task == ModelTask.Regression)
        {
            return new(file, seen, null);
        }

        // Weights ask for the probabilities of weighted rows: calibrated, they would be undone.
        if (input.Spec.Train.ClassWeights is not null)
        {
            return new(file, seen, "none");
        }

        var (calibrated, name) = file.Task == ModelTask.Binary
            ? Named(file, CalibrationChoice.Of(margins, Array.ConvertAll(seen.Actual, label => label == 1), input.Seed))
            : Named(file, TemperatureChoice.Of([.. margins.Chunk(file.Classes.Count)], seen.Actual, input.Seed));
        if (calibrated == file)
        {
            return new(file, seen, name);
        }

        using var scorer = Scorer.Of(calibrated);
        var scores = scorer.ScoresOf(margins);
        return new(calibrated, seen with { Probability = scores.Probability, Probabilities = scores.Probabilities }, name);
    }

    private static (ModelFile File, string Name) Named(ModelFile file, ScoreCalibration? calibration) => calibration switch
    {
        null => (file, "none"),
        ScoreCalibration.Platt => (file with { Calibration = calibration }, "platt"),
        ScoreCalibration.Isotonic => (file with { Calibration = calibration }, "isotonic"),
        _ => throw new InvalidOperationException($"Seen {calibration.GetType().Name}; expected a calibration that has a name."),
    };

    private static (ModelFile File, string Name) Named(ModelFile file, double? temperature) => temperature is null
        ? (file, "none")
        : (file with { Temperature = temperature }, FormattableString.Invariant($"temperature {temperature:0.####}"));
}
