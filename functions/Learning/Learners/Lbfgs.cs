namespace ServerlessMlops.Learning.Learners;

/// <summary>
/// Limited-memory BFGS for convex functions (Nocedal and Wright, Numerical Optimization, 2nd ed., algorithm 7.5), with absolute values and
/// signs by orthants (Andrew and Gao, Scalable training of L1-regularized log-linear models, ICML 2007).
/// </summary>
internal static class Lbfgs
{
    private const int Memory = 10;
    private const double SufficientDecrease = 1e-4;

    /// <summary>Value of the smooth part at a point; writes its gradient there.</summary>
    public delegate double Objective(ReadOnlySpan<double> point, Span<double> gradient);

    /// <summary>Moves <paramref name="point"/> to the minimum of the smooth part and the kinks.</summary>
    /// <param name="curvature">Of each component, to a factor: the function's second derivative as far as it is known beforehand.</param>
    /// <param name="tolerance">Stops where no component of the gradient is larger.</param>
    /// <returns>Steps taken.</returns>
    public static int Minimise(
        Objective smooth, Kinks kinks, double[] point, double[] curvature, double tolerance, int maximumSteps, CancellationToken cancellation)
    {
        var gradient = new double[point.Length];
        var slopes = new double[point.Length];
        var next = new double[point.Length];
        var nextGradient = new double[point.Length];
        var pairs = new List<(double[] Step, double[] Change, double Curvature)>(Memory);
        var value = smooth(point, gradient) + kinks.Value(point);
        for (var steps = 0; steps < maximumSteps; steps++)
        {
            cancellation.ThrowIfCancellationRequested();
            kinks.Slopes(point, gradient, slopes);
            if (Largest(slopes) <= tolerance)
            {
                return steps;
            }

            var direction = Direction(slopes, pairs, curvature);
            kinks.Align(direction, slopes);
            if (!(Dot(direction, slopes) < 0))
            {
                // What the remembered steps say points nowhere downhill any more: begin anew.
                pairs.Clear();
                direction = Direction(slopes, pairs, curvature);
            }

            var length = pairs.Count == 0 ? 1 / Math.Max(1, Math.Sqrt(Dot(direction, direction))) : 1.0;
            var nextValue = double.NaN;
            var foreseen = 0.0;
            while (!(nextValue <= value + (SufficientDecrease * foreseen)))
            {
                for (var i = 0; i < point.Length; i++)
                {
                    next[i] = kinks.Move(i, point[i], length * direction[i], slopes[i]);
                }

                foreseen = Change(slopes, point, next);
                nextValue = smooth(next, nextGradient) + kinks.Value(next);
                length /= 2;
                if (!(length >= 1e-16))
                {
                    // Rounding hides any further descent, or a number has overflowed.
                    return steps;
                }
            }

            Remember(pairs, point, next, gradient, nextGradient);
            next.CopyTo(point, 0);
            nextGradient.CopyTo(gradient, 0);
            value = nextValue;
        }

        return maximumSteps;
    }

    private static double Change(double[] slopes, double[] from, double[] to)
    {
        var sum = 0.0;
        for (var i = 0; i < slopes.Length; i++)
        {
            sum += slopes[i] * (to[i] - from[i]);
        }

        return sum;
    }

    private static void Remember(
        List<(double[] Step, double[] Change, double Curvature)> pairs, double[] point, double[] next, double[] gradient, double[] nextGradient)
    {
        var step = new double[point.Length];
        var change = new double[point.Length];
        for (var i = 0; i < point.Length; i++)
        {
            step[i] = next[i] - point[i];
            change[i] = nextGradient[i] - gradient[i];
        }

        var curvature = Dot(step, change);
        if (curvature <= 1e-12 * Dot(change, change))
        {
            return;
        }

        if (pairs.Count == Memory)
        {
            pairs.RemoveAt(0);
        }

        pairs.Add((step, change, curvature));
    }

    /// <summary>The two-loop recursion: −H·gradient, with H the inverse Hessian as the remembered steps show it.</summary>
    private static double[] Direction(double[] gradient, List<(double[] Step, double[] Change, double Curvature)> pairs, double[] curvature)
    {
        var direction = Array.ConvertAll(gradient, component => -component);
        var weights = new double[pairs.Count];
        for (var pair = pairs.Count - 1; pair >= 0; pair--)
        {
            weights[pair] = Dot(pairs[pair].Step, direction) / pairs[pair].Curvature;
            AddScaled(direction, -weights[pair], pairs[pair].Change);
        }

        var scale = pairs.Count == 0 ? 1 : pairs[^1].Curvature / pairs[^1].Change.Zip(curvature, (change, known) => change * change / known).Sum();
        for (var i = 0; i < direction.Length; i++)
        {
            direction[i] *= scale / curvature[i];
        }

        for (var pair = 0; pair < pairs.Count; pair++)
        {
            var weight = Dot(pairs[pair].Change, direction) / pairs[pair].Curvature;
            AddScaled(direction, weights[pair] - weight, pairs[pair].Step);
        }

        return direction;
    }

    private static void AddScaled(double[] sums, double factor, double[] terms)
    {
        for (var i = 0; i < sums.Length; i++)
        {
            sums[i] += factor * terms[i];
        }
    }

    // Summed in one order on every machine: the width of a vector register must not reach the model's digest.
    private static double Dot(double[] left, double[] right)
    {
        var sum = 0.0;
        for (var i = 0; i < left.Length; i++)
        {
            sum += left[i] * right[i];
        }

        return sum;
    }

    private static double Largest(double[] values) => values.Max(Math.Abs);
}
