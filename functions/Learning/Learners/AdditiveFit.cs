namespace ServerlessMlops.Learning.Learners;

/// <summary>Terms in the making: Newton steps on the loss, column after column (backfitting within local scoring, Hastie and Tibshirani 1990).</summary>
internal sealed class AdditiveFit
{
    private const double LeastCurvature = 0.02;

    private readonly LearnerInput _input;
    private readonly AdditiveRows _rows;
    private readonly ShapeStep[] _steps;
    private readonly double[][] _shares;
    private readonly double[][] _margins;
    private readonly double[][] _first;
    private readonly double[][] _second;

    public AdditiveFit(LearnerInput input, AdditiveBins[] bins, EncodedRows train)
    {
        _input = input;
        _rows = new AdditiveRows(bins, train);
        _shares = [.. bins.Select((column, index) => Shares(column, _rows.Bins[index]))];
        _steps = [.. bins.Select((column, index) => new ShapeStep(column, _shares[index], input.Monotone.Count > 0 ? input.Monotone[index] : 0))];
        Terms = [.. bins.Select(column => Outputs(() => new double[column.Count]))];
        Intercepts = Priors.Margins(input with { Train = train });
        _margins = [.. Intercepts.Select(margin => Enumerable.Repeat(margin, train.Count).ToArray())];
        _first = Outputs(() => new double[train.Count]);
        _second = Outputs(() => new double[train.Count]);
    }

    /// <summary>By column, output and bin.</summary>
    public double[][][] Terms { get; }

    public double[] Intercepts { get; }

    /// <summary>One step of every column.</summary>
    /// <returns>The largest change of a term.</returns>
    public double Sweep(Smoothness smoothness)
    {
        MarginLoss.Derivatives(_input.Task, _rows.Source, _margins, _first, _second, LeastCurvature);
        var largest = 0.0;
        for (var output = 0; output < Intercepts.Length; output++)
        {
            for (var column = 0; column < _steps.Length; column++)
            {
                largest = Math.Max(largest, Step(output, column, smoothness));
            }
        }

        return largest;
    }

    /// <summary>Margins of other rows, by output and row.</summary>
    public double[][] Margins(AdditiveRows rows)
    {
        var margins = Intercepts.Select(intercept => Enumerable.Repeat(intercept, rows.Count).ToArray()).ToArray();
        for (var column = 0; column < Terms.Length; column++)
        {
            for (var output = 0; output < margins.Length; output++)
            {
                var (terms, bins, sums) = (Terms[column][output], rows.Bins[column], margins[output]);
                for (var row = 0; row < sums.Length; row++)
                {
                    sums[row] += terms[bins[row]];
                }
            }
        }

        return margins;
    }

    private double Step(int output, int column, Smoothness smoothness)
    {
        var (first, second, bins) = (_first[output], _second[output], _rows.Bins[column]);
        var terms = Terms[column][output];
        var gradient = new double[terms.Length];
        var curvature = new double[terms.Length];
        for (var row = 0; row < bins.Length; row++)
        {
            gradient[bins[row]] += first[row];
            curvature[bins[row]] += second[row];
        }

        _steps[column].Take(terms, gradient, curvature, smoothness);
        var change = gradient;
        var margins = _margins[output];
        for (var row = 0; row < bins.Length; row++)
        {
            var by = change[bins[row]];
            margins[row] += by;
            first[row] += second[row] * by;
        }

        Centre(output, column);
        return change.Max(Math.Abs);
    }

    /// <summary>What a term is on average belongs to the intercept.</summary>
    private void Centre(int output, int column)
    {
        var (terms, shares) = (Terms[column][output], _shares[column]);
        var mean = 0.0;
        for (var bin = 0; bin < terms.Length; bin++)
        {
            mean += terms[bin] * shares[bin];
        }

        for (var bin = 0; bin < terms.Length; bin++)
        {
            // What training never saw adds nothing.
            terms[bin] = shares[bin] > 0 ? terms[bin] - mean : 0;
        }

        Intercepts[output] += mean;
    }

    private static double[] Shares(AdditiveBins bins, ushort[] rows)
    {
        var shares = new double[bins.Count];
        foreach (var bin in rows)
        {
            shares[bin] += 1.0 / rows.Length;
        }

        return shares;
    }

    private T[] Outputs<T>(Func<T> make) => [.. Enumerable.Range(0, _input.Outputs).Select(_ => make())];
}
