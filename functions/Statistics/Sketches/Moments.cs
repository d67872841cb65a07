namespace ServerlessMlops.Statistics.Sketches;

/// <summary>Count, mean, standard deviation and ends of numbers that went by, in constant memory.</summary>
/// <remarks>Blocks are summed in two passes and joined by Chan, Golub and LeVeque's update (COMPSTAT 1982, 30–41), so that large means do no harm.</remarks>
public sealed class Moments
{
    private double _squares;

    public long Count { get; private set; }

    /// <summary>NaN before the first number.</summary>
    public double Mean { get; private set; } = double.NaN;

    public double Min { get; private set; } = double.PositiveInfinity;

    public double Max { get; private set; } = double.NegativeInfinity;

    /// <summary>√(Σ (x − x̄)² ÷ (n − 1)); null with fewer than two numbers. (2, 4, 4, 4, 5, 5, 7, 9) give 2.138090.</summary>
    public double? StandardDeviation => Count > 1 ? Math.Sqrt(_squares / (Count - 1)) : null;

    /// <param name="block">Finite numbers.</param>
    public void Add(ReadOnlySpan<double> block)
    {
        if (block.IsEmpty)
        {
            return;
        }

        double sum = 0, min = Min, max = Max;
        foreach (var value in block)
        {
            sum += value;
            min = Math.Min(min, value);
            max = Math.Max(max, value);
        }

        (Min, Max) = (min, max);
        var mean = sum / block.Length;
        double squares = 0, rest = 0;
        foreach (var value in block)
        {
            var off = value - mean;
            squares += off * off;
            rest += off;
        }

        // What rounding left in the block's own mean.
        squares -= rest * rest / block.Length;
        Join(block.Length, mean + (rest / block.Length), squares);
    }

    public void Merge(Moments other)
    {
        if (other.Count > 0)
        {
            (Min, Max) = (Math.Min(Min, other.Min), Math.Max(Max, other.Max));
            Join(other.Count, other.Mean, other._squares);
        }
    }

    private void Join(long count, double mean, double squares)
    {
        if (Count == 0)
        {
            (Count, Mean, _squares) = (count, mean, squares);
            return;
        }

        double all = Count + count;
        var apart = mean - Mean;
        _squares += squares + (apart * apart * Count * count / all);
        Mean += apart * count / all;
        Count += count;
    }
}
