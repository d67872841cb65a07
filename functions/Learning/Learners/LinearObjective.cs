using ServerlessMlops.Pipeline.Contracts;

namespace ServerlessMlops.Learning.Learners;

/// <summary>
/// Mean loss + ‖w‖² / (2·C·n) over the rows, intercepts not penalised: log loss for classes (one margin for two classes, one a class
/// for more), half the squared error for values. Scaled by C·n it is what scikit-learn's LogisticRegression(C) minimises, and with
/// alpha = 1/C its Ridge.
/// </summary>
/// <param name="slots">Slots of the design; the point holds, for each output, its slots and then its intercept.</param>
internal sealed class LinearObjective(LinearRows rows, ModelTask task, int slots, int outputs)
{
    private readonly double[] _margins = new double[outputs];

    public int Length => outputs * (slots + 1);

    public double Evaluate(ReadOnlySpan<double> point, Span<double> gradient, double c)
    {
        gradient.Clear();
        var loss = 0.0;
        for (var row = 0; row < rows.Count; row++)
        {
            loss += Loss(row, point) / rows.Count;
            for (var output = 0; output < outputs; output++)
            {
                var residual = _margins[output] / rows.Count;
                var part = gradient.Slice(output * (slots + 1), slots + 1);
                rows.Add(row, residual, part);
                part[slots] += residual;
            }
        }

        return loss + Penalise(point, gradient, 1 / (c * rows.Count));
    }

    public double MeanLoss(ReadOnlySpan<double> point)
    {
        var loss = 0.0;
        for (var row = 0; row < rows.Count; row++)
        {
            loss += Loss(row, point) / rows.Count;
        }

        return loss;
    }

    /// <summary>The loss of a row; leaves its derivatives by the margins in their place.</summary>
    private double Loss(int row, ReadOnlySpan<double> point)
    {
        for (var output = 0; output < outputs; output++)
        {
            var weights = point.Slice(output * (slots + 1), slots + 1);
            _margins[output] = rows.Dot(row, weights) + weights[slots];
        }

        var target = rows.Targets[row];
        switch (task)
        {
            case ModelTask.Regression:
                _margins[0] -= target;
                return _margins[0] * _margins[0] / 2;
            case ModelTask.Binary:
                // log(1 + exp(−z)) with z the margin in favour of the actual class, without overflow at either end.
                var z = target == 1 ? _margins[0] : -_margins[0];
                var loss = Math.Max(-z, 0) + Math.Log(1 + Math.Exp(-Math.Abs(z)));
                _margins[0] = Links.Sigmoid(_margins[0]) - target;
                return loss;
            default:
                var actual = _margins[(int)target];
                var normaliser = Links.Softmax(_margins);
                _margins[(int)target] -= 1;
                return normaliser - actual;
        }
    }

    private double Penalise(ReadOnlySpan<double> point, Span<double> gradient, double penalty)
    {
        var sum = 0.0;
        for (var i = 0; i < point.Length; i++)
        {
            if ((i + 1) % (slots + 1) != 0)
            {
                sum += point[i] * point[i];
                gradient[i] += penalty * point[i];
            }
        }

        return penalty * sum / 2;
    }
}
