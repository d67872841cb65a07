namespace ServerlessMlops.Learning.Learners;

/// <summary>
/// The best change of one column's terms for a quadratic loss: numbers are held together by their second differences, as a smoothing
/// spline's knots are (Eilers and Marx, Flexible smoothing with B-splines and penalties, 1996), categories by their size.
/// </summary>
/// <param name="bins">The column's bins.</param>
/// <param name="shares">Of the training rows that lie in each bin.</param>
internal sealed class ShapeStep(AdditiveBins bins, double[] shares, int monotone)
{
    private readonly int _ordered = bins.Cuts is null ? 0 : bins.Count - 1;
    private readonly double[] _diagonal = new double[bins.Count];
    private readonly double[] _first = new double[bins.Count];
    private readonly double[] _second = new double[bins.Count];

    /// <summary>Moves <paramref name="terms"/>, and leaves what was added in <paramref name="gradient"/>.</summary>
    /// <param name="gradient">Of the loss, summed by bin.</param>
    /// <param name="curvature">Second derivatives, summed by bin.</param>
    public void Take(double[] terms, double[] gradient, double[] curvature, Smoothness smoothness)
    {
        var roughness = _ordered > 2 ? smoothness.Roughness * Cube(_ordered / 64.0) : 0;
        var before = terms.ToArray();
        for (var bin = 0; bin < terms.Length; bin++)
        {
            var size = bin < _ordered ? smoothness.Size * shares[bin] : smoothness.Levels;
            _diagonal[bin] = curvature[bin] + size + 1e-9;
            gradient[bin] += size * terms[bin];
            _first[bin] = 0;
            _second[bin] = 0;
        }

        for (var bin = 0; bin + 2 < _ordered; bin++)
        {
            var bend = roughness * (terms[bin] - (2 * terms[bin + 1]) + terms[bin + 2]);
            gradient[bin] += bend;
            gradient[bin + 1] -= 2 * bend;
            gradient[bin + 2] += bend;
            _diagonal[bin] += roughness;
            _diagonal[bin + 1] += 4 * roughness;
            _diagonal[bin + 2] += roughness;
            _first[bin] -= 2 * roughness;
            _first[bin + 1] -= 2 * roughness;
            _second[bin] += roughness;
        }

        Solve(gradient);
        for (var bin = 0; bin < terms.Length; bin++)
        {
            terms[bin] -= gradient[bin];
        }

        if (monotone != 0)
        {
            Isotonic.Project(terms.AsSpan(0, _ordered), curvature, monotone);
        }

        for (var bin = 0; bin < terms.Length; bin++)
        {
            gradient[bin] = terms[bin] - before[bin];
        }
    }

    /// <summary>LDLᵀ of a symmetric matrix with two bands beside the diagonal, and both substitutions, in place.</summary>
    private void Solve(double[] right)
    {
        var count = right.Length;
        for (var i = 0; i < count; i++)
        {
            var (one, two) = (_first[i] / _diagonal[i], _second[i] / _diagonal[i]);
            if (i + 1 < count)
            {
                _diagonal[i + 1] -= one * _first[i];
                _first[i + 1] -= one * _second[i];
                right[i + 1] -= one * right[i];
            }

            if (i + 2 < count)
            {
                _diagonal[i + 2] -= two * _second[i];
                right[i + 2] -= two * right[i];
            }

            right[i] /= _diagonal[i];
            (_first[i], _second[i]) = (one, two);
        }

        for (var i = count - 2; i >= 0; i--)
        {
            right[i] -= (_first[i] * right[i + 1]) + (i + 2 < count ? _second[i] * right[i + 2] : 0);
        }
    }

    private static double Cube(double x) => x * x * x;
}

/// <summary>How strongly terms are held back.</summary>
/// <param name="Roughness">Of the squared second differences of a number's terms, at 64 bins.</param>
/// <param name="Size">Of a number's squared terms, averaged over the rows.</param>
/// <param name="Levels">Of the squared term of each level, and of missing values.</param>
internal sealed record Smoothness(double Roughness, double Size, double Levels);
