using System.Globalization;
using ServerlessMlops.Pipeline.Contracts;

namespace ServerlessMlops.Learning.Learners;

/// <summary>Logistic regression (two classes or many), or ridge regression, with the penalty that is best on validation.</summary>
internal sealed class LinearLearner : ILearner
{
    /// <summary>Inverse strengths of the L2 penalty that are tried, strongest first.</summary>
    internal static readonly IReadOnlyList<double> Grid = [0.001, 0.01, 0.1, 1, 10, 100];

    private const double Tolerance = 1e-8;
    private const int MaximumSteps = 2000;

    public Fitted Fit(LearnerInput input, CancellationToken cancellation) => Fit(input, input.Validation.Count > 0 ? Grid : [1.0], cancellation);

    internal static Fitted Fit(LearnerInput input, IReadOnlyList<double> grid, CancellationToken cancellation)
    {
        var design = LinearDesign.Fit(input.Columns, input.Train);
        var unit = input.Task == ModelTask.Regression ? TargetUnit.Of(input.Train.Targets) : TargetUnit.None;
        var train = new LinearRows(design, unit.Standardise(input.Train));
        var objective = new LinearObjective(train, input.Task, design.Slots, input.Outputs);
        var validation = new LinearObjective(new LinearRows(design, unit.Standardise(input.Validation)), input.Task, design.Slots, input.Outputs);
        var point = new double[objective.Length];
        var best = (C: grid[0], Point: point, Loss: double.PositiveInfinity);
        foreach (var c in grid)
        {
            // Each fit starts where the stronger penalty ended.
            Lbfgs.Minimise((at, gradient) => objective.Evaluate(at, gradient, c), point, Tolerance, MaximumSteps, cancellation);
            var loss = validation.MeanLoss(point);
            if (loss < best.Loss || grid.Count == 1)
            {
                best = (c, [.. point], loss);
            }
        }

        var parameters = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["penalty"] = "l2",
            ["C"] = best.C.ToString("R", CultureInfo.InvariantCulture),
            ["C_tried"] = string.Join(' ', grid.Select(c => c.ToString("R", CultureInfo.InvariantCulture))),
            ["slots"] = design.Slots.ToString(CultureInfo.InvariantCulture),
        };
        return new Fitted(Model(design, best.Point, unit, Means(train, design.Slots), input.Outputs), parameters);
    }

    private static LinearModel Model(LinearDesign design, double[] point, TargetUnit unit, double[] means, int outputs)
    {
        var width = design.Slots + 1;
        var coefficients = Enumerable.Range(0, outputs).Select(output => Array.ConvertAll(point[(output * width)..((output * width) + design.Slots)], weight => weight * unit.Scale));
        var intercepts = Enumerable.Range(0, outputs).Select(output => (point[(output * width) + design.Slots] * unit.Scale) + unit.Mean);
        return new LinearModel(design.Columns, [.. coefficients], [.. intercepts], means);
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
