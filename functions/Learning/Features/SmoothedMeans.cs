namespace ServerlessMlops.Learning.Features;

/// <summary>
/// Means of the target by group, drawn to the mean of all rows: (Σ y + m · ȳ) / (n + m) with m = <see cref="Smoothing"/>
/// (Micci-Barreca 2001, as an m-estimate). A group without rows has ȳ.
/// </summary>
/// <remarks>Targets 1, 0, 1, 1 in groups a, a, b, b with m = 2: ȳ = 0.75, a = (1 + 1.5) / 4 = 0.625, b = (2 + 1.5) / 4 = 0.875.</remarks>
internal sealed class SmoothedMeans
{
    /// <summary>Rows that the mean of all rows counts as.</summary>
    public const double Smoothing = 10;

    private readonly int[] _rows;
    private readonly double[][] _sums;
    private readonly double _smoothing;

    /// <param name="group">One a row, from 0.</param>
    /// <param name="targets">For each target column, one number a row.</param>
    public SmoothedMeans(int[] group, double[][] targets, int groups, double smoothing = Smoothing)
    {
        (_rows, _sums, _smoothing) = (new int[groups], [.. targets.Select(_ => new double[groups])], smoothing);
        for (var row = 0; row < group.Length; row++)
        {
            _rows[group[row]]++;
            for (var column = 0; column < targets.Length; column++)
            {
                _sums[column][group[row]] += targets[column][row];
            }
        }
    }

    /// <summary>Every group, one number a target column each.</summary>
    public double[][] All()
    {
        var rows = _rows.Sum();
        double[] priors = [.. _sums.Select(sums => rows == 0 ? 0 : sums.Sum() / rows)];
        return
        [
            .. Enumerable.Range(0, _rows.Length)
                .Select(group => priors.Select((prior, column) => Smoothed(_sums[column][group], _rows[group], prior)).ToArray()),
        ];
    }

    private double Smoothed(double sum, int rows, double prior) => (sum + (_smoothing * prior)) / (rows + _smoothing);
}
