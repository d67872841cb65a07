using ServerlessMlops.Pipeline.Contracts;

namespace ServerlessMlops.Learning.Learners;

/// <summary>
/// The smooth part of the elastic net: mean loss + (1 − ρ)·‖w‖² / (2·C·n) over rows that weigh n together, intercepts not penalised;
/// log loss for classes (one margin for two classes, one a class for more), half the squared error for values. With ρ·‖w‖₁ / (C·n) and
/// scaled by C·n it is what scikit-learn's LogisticRegression(C, l1_ratio=ρ) minimises, and with alpha = 1/(C·n) its ElasticNet.
/// </summary>
/// <remarks>
/// The point holds, for each output, its slots and then the margin at the slots' means. Around its mean each category's codes sum to
/// zero, which keeps them from trading places with the intercept: the solver needs a fraction of the steps.
/// </remarks>
/// <param name="means">Of each slot, over the training rows.</param>
internal sealed class LinearObjective(LinearRows rows, ModelTask task, double[] means, int outputs)
{
    /// <summary>Keeps the curvature of a slot that never varies above zero.</summary>
    private const double Least = 1e-12;

    private readonly int _slots = means.Length;
    private readonly double[] _margins = new double[outputs];
    private readonly double[] _offsets = new double[outputs];

    public int Length => outputs * (_slots + 1);

    public double Evaluate(ReadOnlySpan<double> point, Span<double> gradient, Penalty penalty)
    {
        gradient.Clear();
        Offset(point);
        var loss = 0.0;
        for (var row = 0; row < rows.Count; row++)
        {
            var share = rows.Weight(row) / rows.TotalWeight;
            loss += Loss(row, point) * share;
            for (var output = 0; output < outputs; output++)
            {
                var residual = _margins[output] * share;
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

        return loss + Penalise(point, gradient, penalty.Square / rows.TotalWeight);
    }

    /// <summary>What is not smooth in it: ρ·‖w‖₁ / (C·n), and the signs that weights are held to.</summary>
    /// <param name="signs">Of each slot: 1, −1, or 0 for either.</param>
    public Kinks Kinks(Penalty penalty, IReadOnlyList<int> signs)
    {
        var absolute = Enumerable.Repeat(penalty.Absolute / rows.TotalWeight, _slots).Append(0);
        return new Kinks([.. Enumerable.Repeat(absolute, outputs).SelectMany(part => part)], [.. Enumerable.Repeat(signs.Append(0), outputs).SelectMany(part => part)]);
    }

    /// <summary>The second derivatives by each component, as if every probability were one half; to a factor.</summary>
    public double[] Curvature(Penalty penalty)
    {
        var curvature = new double[_slots + 1];
        for (var row = 0; row < rows.Count; row++)
        {
            rows.AddSquares(row, 1.0 / rows.Count, curvature);
        }

        var bend = task == ModelTask.Regression ? 1 : 0.25;
        for (var slot = 0; slot < _slots; slot++)
        {
            curvature[slot] = (bend * Math.Max(0, curvature[slot] - (means[slot] * means[slot]))) + (penalty.Square / rows.TotalWeight) + Least;
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
            loss += Loss(row, point) * (rows.Weight(row) / rows.TotalWeight);
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
