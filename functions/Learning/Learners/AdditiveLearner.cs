using System.Globalization;
using ServerlessMlops.Pipeline.Contracts;

namespace ServerlessMlops.Learning.Learners;

/// <summary>A generalised additive model, a glass box: smooth shape functions with the smoothness that is best on validation.</summary>
internal sealed class AdditiveLearner : ILearner
{
    /// <summary>What is tried, smoothest first: from almost straight lines on.</summary>
    private static readonly IReadOnlyList<Smoothness> Path =
    [
        .. Enumerable.Range(0, 11).Select(step => Math.Pow(10, 3.5 - (step / 2.0))).Select(r => new Smoothness(r, Math.Clamp(r / 10, 0.1, 10), Math.Clamp(r / 10, 0.3, 10))),
    ];

    private const int Patience = 2;
    private const int MaximumSweeps = 25;
    private const double Tolerance = 1e-3;

    /// <summary>What is used where there are no validation rows to choose by.</summary>
    private const int WithoutValidation = 4;

    public FitOutcome Fit(LearnerInput input, CancellationToken cancellation)
    {
        var unit = input.Task == ModelTask.Regression ? TargetUnit.Of(input.Train.Targets) : TargetUnit.None;
        AdditiveBins[] bins = [.. input.Columns.Select((column, index) => AdditiveBins.Fit(column, index, input.Train, input.Columns.Count))];
        var fit = new AdditiveFit(input, bins, unit.Standardise(input.Train));
        var validation = new AdditiveRows(bins, unit.Standardise(input.Validation));
        var best = (Index: 0, Loss: double.PositiveInfinity, Model: Model(bins, fit, unit));
        var (tried, sweeps) = (0, 0);
        for (; tried < Path.Count && tried - best.Index <= Patience; tried++)
        {
            for (var sweep = 0; sweep < MaximumSweeps; sweep++)
            {
                cancellation.ThrowIfCancellationRequested();
                sweeps++;
                if (fit.Sweep(Path[tried]) < Tolerance)
                {
                    break;
                }
            }

            var loss = validation.Count > 0
                ? MarginLoss.Mean(input.Task, validation.Source, fit.Margins(validation))
                : Math.Abs(tried - WithoutValidation);
            if (loss < best.Loss)
            {
                best = (tried, loss, Model(bins, fit, unit));
            }
        }

        return new Fitted(best.Model, Parameters(Path[best.Index], tried, sweeps));
    }

    private static AdditiveModel Model(AdditiveBins[] bins, AdditiveFit fit, TargetUnit unit) => new(
        [
            .. bins.Select((column, index) => new ShapeFunction(
                column.Cuts, [.. fit.Terms[index].Select(terms => Array.ConvertAll(terms, term => term * unit.Scale))])),
        ],
        Array.ConvertAll(fit.Intercepts, intercept => (intercept * unit.Scale) + unit.Mean));

    private static SortedDictionary<string, string> Parameters(Smoothness smoothness, int tried, int sweeps) => new(StringComparer.Ordinal)
    {
        ["roughness_penalty"] = smoothness.Roughness.ToString("G4", CultureInfo.InvariantCulture),
        ["size_penalty"] = smoothness.Size.ToString("G4", CultureInfo.InvariantCulture),
        ["level_penalty"] = smoothness.Levels.ToString("G4", CultureInfo.InvariantCulture),
        ["penalties_tried"] = tried.ToString(CultureInfo.InvariantCulture),
        ["sweeps"] = sweeps.ToString(CultureInfo.InvariantCulture),
    };
}
