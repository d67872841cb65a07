using ServerlessMlops.Learning.Calibrating;
using ServerlessMlops.Learning.Deciding;
using ServerlessMlops.Learning.Explaining;
using ServerlessMlops.Learning.Features;
using ServerlessMlops.Learning.Learners;
using ServerlessMlops.Learning.Native;
using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Data;
using ServerlessMlops.Pipeline.Evaluation;
using ServerlessMlops.Pipeline.Training;

namespace ServerlessMlops.Learning;

/// <summary>Trains one candidate: encode, fit, choose the operating point. The test part is never read.</summary>
public static class Trainer
{
    public const string LightGbm = "lightgbm";
    public const string Linear = "linear";

    /// <summary>A generalised additive model.</summary>
    public const string Gam = "gam";

    public const string RandomForest = "random_forest";

    /// <summary>The baseline that looks at no feature.</summary>
    public const string Dummy = "dummy";

    /// <summary>Encoded cells that keep one thread busy; below it a second one costs more than it brings.</summary>
    private const long CellsForAThread = 100_000;

    public static IReadOnlyList<string> Candidates { get; } = [LightGbm, Linear, Gam, RandomForest, Dummy];

    /// <exception cref="LightGbmUnavailableException">The candidate needs LightGBM, and a library that can be installed is missing.</exception>
    /// <exception cref="ArgumentException">The candidate is not one of <see cref="Candidates"/>.</exception>
    public static TrainingOutcome Train(TrainingInput input, CancellationToken cancellation)
    {
        ILearner learner = input.Candidate switch
        {
            LightGbm => new LightGbmLearner(),
            Linear => new LinearLearner(),
            Gam => new AdditiveLearner(),
            RandomForest => new RandomForestLearner(),
            Dummy => new DummyLearner(),
            _ => throw new ArgumentException(
                $"Seen the candidate '{input.Candidate}'; expected one of {string.Join(", ", Candidates)}.", nameof(input)),
        };
        var train = Splitter.Rows(input.Split, SplitPart.Train);
        var validation = Splitter.Rows(input.Split, SplitPart.Validation);
        if (TrainingFitness.Check(input, train, validation) is { } unfit)
        {
            return new TrainingOutcome.NotTrained(input.Candidate, unfit);
        }

        if (input.Candidate is LightGbm or RandomForest && LightGbmAvailability.Here() is LightGbmAvailability.Unsupported unsupported)
        {
            return NotTrained(input, ModelProblemCodes.CandidateUnavailable, unsupported.Reason);
        }

        if (RowWeights.Unfit(input.Spec.Train.ClassWeights, input.Target, input.Table[input.Spec.Target]) is { } refusal)
        {
            return NotTrained(input, refusal.Code, refusal.Reason);
        }

        if (DecisionFitting.Unfit(input) is { } unusable)
        {
            return NotTrained(input, ProblemCodes.CostsUnusable, unusable);
        }

        var weights = RowWeights.ByRow(input, train, validation);
        var transform = FeatureFitting.Fit(new FittingInput
        {
            Table = input.Table,
            Rows = train,
            Target = input.Target,
            Features = input.Features,
            Spec = input.Spec,
            Seed = input.Seed,
        });
        var encoder = transform.Encoder;
        var outcome = learner.Fit(
            new LearnerInput
            {
                Task = input.Target.Task,
                Classes = input.Target.Classes.Count,
                Columns = encoder.Columns,
                Monotone = encoder.Monotone.Any(direction => direction != 0) ? encoder.Monotone : [],
                Train = Rows(input, transform.Training, train, weights),
                Validation = Rows(input, encoder.Encode(input.Table, validation), validation, weights),
                Seed = input.Seed,
                Settings = input.Settings,
                Threads = input.Threads ?? Threads(train.Length, encoder),
            },
            cancellation);
        return outcome switch
        {
            Fitted fitted => new TrainingOutcome.Trained(Judge(input, File(input, encoder, fitted.Model, train), fitted.Parameters, validation)),
            NotFitted refused => NotTrained(input, refused.Code, refused.Reason),
            _ => throw new InvalidOperationException($"Seen {outcome.GetType().Name}; expected a fit or a refusal."),
        };
    }

    private static EncodedRows Rows(TrainingInput input, double[] values, int[] rows, double[]? weights) => new(
        values,
        Array.ConvertAll(rows, row => input.Target.Task == ModelTask.Regression ? input.Target.Value[row] : input.Target.Class[row]),
        weights is null ? null : Array.ConvertAll(rows, row => weights[row]));

    private static ModelFile File(TrainingInput input, FeatureEncoder encoder, LearnedModel learned, int[] train) => new()
    {
        Format = ModelFile.CurrentFormat,
        Task = input.Target.Task,
        Target = input.Spec.Target,
        Classes = input.Target.Classes,
        Threshold = input.Target.Task == ModelTask.Binary ? 0.5 : null,
        Candidate = input.Candidate,
        Seed = input.Seed,
        Transform = encoder.Transform,
        Unused = [.. input.Table.Columns.Select(column => column.Name).Except(encoder.Transform.Inputs.Select(one => one.Name))],
        Learned = learned,
        Actions = ActionSpaceFitting.Fit(input.Spec, input.Table, train, encoder.Transform.Inputs),
    };

    /// <summary>Measures the candidate, calibrates it and chooses its operating point, all on the validation part.</summary>
    /// <remarks>Measured before it is calibrated: a calibration looks better on the rows that it was fitted on than it is.</remarks>
    private static TrainedModel Judge(TrainingInput input, ModelFile file, IReadOnlyDictionary<string, string> parameters, int[] validation)
    {
        using var scorer = Scorer.Of(file);
        var metric = CandidateSelection.MetricOf(input.Spec);
        var costs = DecisionFitting.Costs(input);
        var margins = scorer.Margins(input.Table, validation);
        var seen = scorer.ScoresOf(margins).Against(input.Target, validation) with { Costs = costs };
        var score = ValidationScore.Of(metric, seen, DecisionFitting.Point(input, costs, seen)?.Threshold ?? 0.5).Value;
        var calibrated = ModelCalibration.Of(input, file, margins, seen);
        file = DecisionFitting.Apply(calibrated.File, input, costs, calibrated.Seen) with
        {
            Conformal = ConformalFitting.Of(input.Spec.Decision, calibrated.Seen),
        };
        (string Key, string? Value)[] chosen = [("calibration", calibrated.Name), ("decision", file.Decision?.Rule)];
        parameters = parameters.Concat(chosen.Where(one => one.Value is not null).Select(one => KeyValuePair.Create(one.Key, one.Value!))).ToDictionary();
        return new TrainedModel(file, metric, score, parameters) { Warnings = DecisionFitting.Warnings(file) };
    }

    private static int Threads(int rows, FeatureEncoder encoder) =>
        (int)Math.Clamp((long)rows * encoder.Columns.Count / CellsForAThread, 1, Environment.ProcessorCount);

    private static TrainingOutcome.NotTrained NotTrained(TrainingInput input, string code, string message) =>
        new(input.Candidate, new Problem(code, message, Seen: input.Candidate));
}
