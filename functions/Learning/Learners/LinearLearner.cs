using System.Globalization;
using ServerlessMlops.Pipeline.Contracts;

namespace ServerlessMlops.Learning.Learners;

/// <summary>Logistic regression (two classes or many), or ridge regression, with the penalty that is best on validation.</summary>
internal sealed class LinearLearner : ILearner
{
    /// <summary>Inverse strengths of the L2 penalty that are tried, strongest first.</summary>
    internal static readonly IReadOnlyList<double> Grid = [0.001, 0.01, 0.1, 1, 10, 100];

    /// <summary>Weaker penalties in a row without a better validation loss, after which the rest of the grid is left out.</summary>
    private const int Patience = 2;

    private const double Tolerance = 1e-6;
    private const int MaximumSteps = 2000;

    public Fitted Fit(LearnerInput input, CancellationToken cancellation) =>
        Fit(input, input.Validation.Count > 0 ? Grid : [1.0], Tolerance, cancellation);

    internal static Fitted Fit(LearnerInput input, IReadOnlyList<double> grid, double tolerance, CancellationToken cancellation)
    {
        var design = LinearDesign.Fit(input.Columns, input.Train);
        var unit = input.Task == ModelTask.Regression ? TargetUnit.Of(input.Train.Targets) : TargetUnit.None;
        var train = new LinearRows(design, unit.Standardise(input.Train));
        var means = Means(train, design.Slots);
        var objective = new LinearObjective(train, input.Task, means, input.Outputs);
        var validation = new LinearObjective(new LinearRows(design, unit.Standardise(input.Validation)), input.Task, means, input.Outputs);
        var point = new double[objective.Length];
        var best = (Index: 0, Point: point, Loss: double.PositiveInfinity);
        var tried = 0;
        for (; tried < grid.Count && tried - best.Index <= Patience; tried++)
        {
            // Each fit starts where the stronger penalty ended.
            var c = grid[tried];
            Lbfgs.Minimise(
                (at, gradient) => objective.Evaluate(at, gradient, c), point, objective.Curvature(c), tolerance, MaximumSteps, cancellation);
            var loss = validation.MeanLoss(point);
            if (loss < best.Loss)
            {
                best = (tried, [.. point], loss);
            }
        }

        var parameters = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["penalty"] = "l2",
            ["C"] = grid[best.Index].ToString("R", CultureInfo.InvariantCulture),
            ["C_tried"] = string.Join(' ', grid.Take(tried).Select(c => c.ToString("R", CultureInfo.InvariantCulture))),
            ["slots"] = design.Slots.ToString(CultureInfo.InvariantCulture),
        };
        var outputs = best.Point.Chunk(design.Slots + 1).ToArray();
        var model = new LinearModel(
            design.Columns,
            [.. outputs.Select(weights => Array.ConvertAll(weights[..design.Slots], weight => weight * unit.Scale))],
            [.. outputs.Select(weights => (objective.Intercept(weights) * unit.Scale) + unit.Mean)],
            means);
        return new Fitted(model, parameters);
    }

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
