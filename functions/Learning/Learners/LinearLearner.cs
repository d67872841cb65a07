using System.Globalization;
using ServerlessMlops.Pipeline.Contracts;

namespace ServerlessMlops.Learning.Learners;

/// <summary>Logistic regression (two classes or many), or linear regression, with the elastic-net penalty that is best on validation.</summary>
internal sealed class LinearLearner : ILearner
{
    /// <summary>Shares of the absolute values in the penalty that are tried: ridge, half and half, lasso.</summary>
    internal static readonly IReadOnlyList<double> Ratios = [0, 0.5, 1];

    /// <summary>Inverse strengths of the penalty that are tried for each share, strongest first.</summary>
    internal static readonly IReadOnlyList<double> Grid = [0.001, 0.01, 0.1, 1, 10, 100];

    /// <summary>Weaker penalties in a row without a better validation loss, after which the rest of a path is left out.</summary>
    private const int Patience = 2;

    private const double Tolerance = 1e-6;

    /// <summary>While penalties are compared; the chosen one's coefficients are then brought to <see cref="Tolerance"/>.</summary>
    private const double PathTolerance = 1e-4;

    private const int MaximumSteps = 2000;

    public FitOutcome Fit(LearnerInput input, CancellationToken cancellation) => input.Validation.Count > 0
        ? Fit(input, [.. Ratios.Select(ratio => Grid.Select(c => new Penalty(c, ratio)).ToArray())], Tolerance, cancellation)
        : Fit(input, [[new Penalty(1, 0)]], Tolerance, cancellation);

    /// <param name="paths">Each from the strongest penalty to the weakest.</param>
    internal static Fitted Fit(LearnerInput input, IReadOnlyList<Penalty[]> paths, double tolerance, CancellationToken cancellation)
    {
        var design = LinearDesign.Fit(input.Columns, input.Train);
        var unit = input.Task == ModelTask.Regression ? TargetUnit.Of(input.Train.Targets) : TargetUnit.None;
        var train = new LinearRows(design, unit.Standardise(input.Train));
        var means = Means(train, design.Slots);
        var objective = new LinearObjective(train, input.Task, means, input.Outputs);
        var validation = new LinearObjective(new LinearRows(design, unit.Standardise(input.Validation)), input.Task, means, input.Outputs);
        var signs = Signs(design, input.Monotone);
        var best = (Penalty: paths[0][0], Point: new double[objective.Length], Loss: double.PositiveInfinity);
        var tried = 0;
        foreach (var path in paths)
        {
            // Each fit starts where the stronger penalty ended.
            var point = new double[objective.Length];
            var (least, since) = (double.PositiveInfinity, 0);
            foreach (var penalty in path.TakeWhile(_ => since <= Patience))
            {
                Minimise(objective, penalty, signs, point, Math.Max(tolerance, PathTolerance), cancellation);
                tried++;
                var loss = validation.MeanLoss(point);
                (least, since) = loss < least ? (loss, 1) : (least, since + 1);
                if (loss < best.Loss)
                {
                    best = (penalty, [.. point], loss);
                }
            }
        }

        Minimise(objective, best.Penalty, signs, best.Point, tolerance, cancellation);
        return new Fitted(Model(design, objective, best.Point, unit, means), Parameters(best.Penalty, best.Point, tried, design.Slots));
    }

    private static void Minimise(
        LinearObjective objective, Penalty penalty, int[] signs, double[] point, double tolerance, CancellationToken cancellation) => Lbfgs.Minimise(
            (at, gradient) => objective.Evaluate(at, gradient, penalty), objective.Kinks(penalty, signs), point, objective.Curvature(penalty), tolerance,
            MaximumSteps, cancellation);

    /// <summary>Of each slot: that of its column's direction for the number itself, 0 for all else.</summary>
    private static int[] Signs(LinearDesign design, IReadOnlyList<int> monotone)
    {
        var signs = new int[design.Slots];
        for (var column = 0; column < monotone.Count; column++)
        {
            signs[design.Range(column).Start] = monotone[column];
        }

        return signs;
    }

    private static LinearModel Model(LinearDesign design, LinearObjective objective, double[] point, TargetUnit unit, double[] means)
    {
        var outputs = point.Chunk(design.Slots + 1).ToArray();
        return new LinearModel(
            design.Columns,
            [.. outputs.Select(weights => Array.ConvertAll(weights[..design.Slots], weight => weight * unit.Scale))],
            [.. outputs.Select(weights => (objective.Intercept(weights) * unit.Scale) + unit.Mean)],
            means);
    }

    private static SortedDictionary<string, string> Parameters(Penalty penalty, double[] point, int tried, int slots) => new(StringComparer.Ordinal)
    {
        ["penalty"] = "elasticnet",
        ["C"] = penalty.C.ToString("R", CultureInfo.InvariantCulture),
        ["l1_ratio"] = penalty.L1Ratio.ToString("R", CultureInfo.InvariantCulture),
        ["penalties_tried"] = tried.ToString(CultureInfo.InvariantCulture),
        ["slots"] = slots.ToString(CultureInfo.InvariantCulture),
        ["coefficients_at_zero"] = point.Where((weight, i) => weight == 0 && (i + 1) % (slots + 1) != 0).Count().ToString(CultureInfo.InvariantCulture),
    };

    private static double[] Means(LinearRows rows, int slots)
    {
        var means = new double[slots];
        for (var row = 0; row < rows.Count; row++)
        {
            rows.Add(row, 1.0 / rows.Count, means);
        }

        return means;
    }
}
