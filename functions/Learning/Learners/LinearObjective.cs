using ServerlessMlops.Pipeline.Contracts;

namespace ServerlessMlops.Learning.Learners;

/// <summary>
/// Mean loss + ‖w‖² / (2·C·n) over the rows, intercepts not penalised: log loss for classes (one margin for two classes, one a class
/// for more), half the squared error for values. Scaled by C·n it is what scikit-learn's LogisticRegression(C) minimises, and with
/// alpha = 1/C its Ridge.
/// </summary>
/// <remarks>
/// The point holds, for each output, its slots and then the margin at the slots' means. Around its mean each category's codes sum to
/// zero, which keeps them from trading places with the intercept: the solver needs a fraction of the steps.
/// </remarks>
/// <param name="means">Of each slot, over the training rows.</param>
internal sealed class LinearObjective(LinearRows rows, ModelTask task, double[] means, int outputs)
{
    private readonly int _slots = means.Length;
    private readonly double[] _margins = new double[outputs];
    private readonly double[] _offsets = new double[outputs];

    public int Length => outputs * (_slots + 1);

    public double Evaluate(ReadOnlySpan<double> point, Span<double> gradient, double c)
    {
        gradient.Clear();
        Offset(point);
        var loss = 0.0;
        for (var row = 0; row < rows.Count; row++)
        {
            loss += Loss(row, point) / rows.Count;
            for (var output = 0; output < outputs; output++)
            {
                var residual = _margins[output] / rows.Count;
                var part = gradient.Slice(output * (_slots + 1), _slots + 1);
                rows.Add(row, residual, part);
                part[_slots] += residual;
            }
        }

        for (var output = 0; output < outputs; output++)
        {
            var part = gradient.Slice(output * (_slots + 1), _slots + 1);
            for (var slot = 0; slot < _slots; slot++)
            {
                part[slot] -= part[_slots] * means[slot];
            }
        }

        return loss + Penalise(point, gradient, 1 / (c * rows.Count));
    }

    /// <summary>The second derivatives by each component, as if every probability were one half; to a factor.</summary>
    public double[] Curvature(double c)
    {
        var curvature = new double[_slots + 1];
        for (var row = 0; row < rows.Count; row++)
        {
            rows.AddSquares(row, 1.0 / rows.Count, curvature);
        }

        var bend = task == ModelTask.Regression ? 1 : 0.25;
        for (var slot = 0; slot < _slots; slot++)
        {
            curvature[slot] = (bend * Math.Max(0, curvature[slot] - (means[slot] * means[slot]))) + (1 / (c * rows.Count));
        }

        curvature[_slots] = bend;
        return [.. Enumerable.Repeat(curvature, outputs).SelectMany(part => part)];
    }

    public double MeanLoss(ReadOnlySpan<double> point)
    {
        Offset(point);
        var loss = 0.0;
        for (var row = 0; row < rows.Count; row++)
        {
            loss += Loss(row, point) / rows.Count;
        }

        return loss;
    }

    /// <summary>The margin where every slot is empty, for each output.</summary>
    private void Offset(ReadOnlySpan<double> point)
    {
        for (var output = 0; output < outputs; output++)
        {
            var weights = point.Slice(output * (_slots + 1), _slots + 1);
            _offsets[output] = Intercept(weights);
        }
    }

    /// <param name="weights">The slots of one output, and then its margin at their means.</param>
    public double Intercept(ReadOnlySpan<double> weights)
    {
        var intercept = weights[_slots];
        for (var slot = 0; slot < _slots; slot++)
        {
            intercept -= weights[slot] * means[slot];
        }

        return intercept;
    }

    /// <summary>The loss of a row; leaves its derivatives by the margins in their place.</summary>
    private double Loss(int row, ReadOnlySpan<double> point)
    {
        for (var output = 0; output < outputs; output++)
        {
            var weights = point.Slice(output * (_slots + 1), _slots + 1);
            _margins[output] = rows.Dot(row, weights) + _offsets[output];
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
            if ((i + 1) % (_slots + 1) != 0)
            {
                sum += point[i] * point[i];
                gradient[i] += penalty * point[i];
            }
        }

        return penalty * sum / 2;
    }
}
