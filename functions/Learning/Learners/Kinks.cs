namespace ServerlessMlops.Learning.Learners;

/// <summary>What keeps a function from being smooth: absolute values of components, and signs that they must have.</summary>
/// <param name="absolute">Of each component: the factor of its absolute value, 0 or more.</param>
/// <param name="signs">Of each component: 1 for never below 0, −1 for never above, 0 for either.</param>
internal sealed class Kinks(double[] absolute, int[] signs)
{
    public double Value(ReadOnlySpan<double> point)
    {
        var sum = 0.0;
        for (var i = 0; i < point.Length; i++)
        {
            sum += absolute[i] * Math.Abs(point[i]);
        }

        return sum;
    }

    /// <summary>The slope of the whole function, of the steepest way down where there are two; 0 where neither way leads down.</summary>
    public void Slopes(ReadOnlySpan<double> point, ReadOnlySpan<double> gradient, Span<double> slopes)
    {
        for (var i = 0; i < point.Length; i++)
        {
            var (up, down) = (gradient[i] + absolute[i], gradient[i] - absolute[i]);
            slopes[i] = (point[i], signs[i]) switch
            {
                ( > 0, _) => up,
                ( < 0, _) => down,
                (_, >= 0) when up < 0 => up,
                (_, <= 0) when down > 0 => down,
                _ => 0,
            };
        }
    }

    /// <summary>Takes out of a direction what the slopes do not bear out.</summary>
    public void Align(Span<double> direction, ReadOnlySpan<double> slopes)
    {
        for (var i = 0; i < direction.Length; i++)
        {
            if (IsKinked(i) && direction[i] * slopes[i] >= 0)
            {
                direction[i] = 0;
            }
        }
    }

    /// <summary>Where a component ends that is moved: at 0, if it would pass it.</summary>
    public double Move(int i, double from, double by, double slope)
    {
        var to = from + by;
        var side = from != 0 ? from : -slope;
        return IsKinked(i) && to * side <= 0 ? 0 : to;
    }

    private bool IsKinked(int i) => absolute[i] > 0 || signs[i] != 0;
}
