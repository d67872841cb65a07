namespace ServerlessMlops.Statistics.Calibration;

/// <summary>The non-decreasing curve through points that is nearest to them, in straight lines between its knots; flat beyond the ends.</summary>
/// <param name="Scores">Of the knots, ascending and distinct.</param>
/// <param name="Values">As many, non-decreasing.</param>
/// <remarks>
/// Pools adjacent violators. Sources: Barlow et al., Statistical Inference under Order Restrictions (1972); for probabilities, Zadrozny and
/// Elkan, KDD (2002) 694–699; knots as scikit-learn's IsotonicRegression(out_of_bounds="clip").
/// </remarks>
public sealed record IsotonicCurve(IReadOnlyList<double> Scores, IReadOnlyList<double> Values)
{
    /// <param name="scores">Finite.</param>
    /// <param name="values">What came true: 0 or 1, or any finite number.</param>
    /// <returns>
    /// Null without rows. (1, 2, 3, 4) against (0, 1, 0, 1) gives the knots (1, 0), (2, ½), (3, ½), (4, 1): at 3.5 it is 0.75.
    /// </returns>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static IsotonicCurve? Fit(ReadOnlySpan<double> scores, ReadOnlySpan<double> values)
    {
        Samples.SameLength(scores.Length, values.Length);
        if (scores.Length == 0)
        {
            return null;
        }

        var order = Enumerable.Range(0, scores.Length).ToArray();
        Array.Sort(scores.ToArray(), order);
        var blocks = new List<Block>();
        foreach (var row in order)
        {
            var score = scores[row];
            if (blocks.Count > 0 && blocks[^1].Last == score)
            {
                blocks[^1] = blocks[^1] with { Sum = blocks[^1].Sum + values[row], Rows = blocks[^1].Rows + 1 };
            }
            else
            {
                blocks.Add(new(score, score, values[row], 1));
            }
        }

        return Knots(Pool(blocks));
    }

    public double At(double score)
    {
        var (low, high) = (0, Scores.Count - 1);
        if (score <= Scores[low])
        {
            return Values[low];
        }

        if (!(score < Scores[high]))
        {
            return Values[high];
        }

        while (high - low > 1)
        {
            var middle = (low + high) / 2;
            (low, high) = Scores[middle] <= score ? (middle, high) : (low, middle);
        }

        return Values[low] + ((Values[high] - Values[low]) * ((score - Scores[low]) / (Scores[high] - Scores[low])));
    }

    private static List<Block> Pool(List<Block> blocks)
    {
        var pooled = new List<Block>(blocks.Count);
        foreach (var block in blocks)
        {
            pooled.Add(block);
            while (pooled.Count > 1 && pooled[^2].Mean >= pooled[^1].Mean)
            {
                pooled[^2] = pooled[^2].With(pooled[^1]);
                pooled.RemoveAt(pooled.Count - 1);
            }
        }

        return pooled;
    }

    private static IsotonicCurve Knots(List<Block> blocks)
    {
        var (scores, values) = (new List<double>(), new List<double>());
        foreach (var block in blocks)
        {
            scores.Add(block.First);
            values.Add(block.Mean);
            if (block.Last > block.First)
            {
                scores.Add(block.Last);
                values.Add(block.Mean);
            }
        }

        return new(scores, values);
    }

    private readonly record struct Block(double First, double Last, double Sum, long Rows)
    {
        public double Mean => Sum / Rows;

        public Block With(Block next) => new(First, next.Last, Sum + next.Sum, Rows + next.Rows);
    }
}
