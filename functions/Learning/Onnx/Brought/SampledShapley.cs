using ServerlessMlops.Pipeline.Training;

namespace ServerlessMlops.Learning.Onnx;

/// <summary>Scores row by row.</summary>
internal delegate double[] ScoreRows(ReadOnlySpan<double> values, int rows);

/// <summary>
/// Contributions of a model that is known by its scores alone: Shapley values by a sampling of permutations. Features are put into a background
/// row one after the other, and each is given what the score changes by.
/// </summary>
/// <remarks>
/// φⱼ = (1/m) Σₛ f(zₛ with the features of πₛ up to and with j from x) − f(… up to j). Within a permutation the changes telescope, so that
/// Σⱼ φⱼ = f(x) − base, with base = (1/m) Σₛ f(zₛ), whatever is drawn. Each background row is used with one drawn permutation and with its
/// reverse. Source: Štrumbelj and Kononenko, Explaining prediction models and individual predictions with feature contributions, Knowledge
/// and Information Systems 41 (2014), algorithm 1.
/// </remarks>
internal sealed class SampledShapley
{
    public const string Name = "sampled Shapley values (Štrumbelj and Kononenko 2014), in units of the score";

    private readonly double[][] _background;
    private readonly int[][] _permutations;
    private readonly int _columns;
    private readonly int _outputs;
    private readonly ScoreRows _scores;

    /// <param name="background">Rows that stand for "not known", one number a column each.</param>
    public SampledShapley(double[][] background, int columns, int seed, ScoreRows scores, int outputs)
    {
        (_background, _columns, _outputs, _scores) = (background, columns, outputs, scores);
        var shuffle = new SeededShuffle(seed);
        _permutations = new int[2 * background.Length][];
        for (var row = 0; row < background.Length; row++)
        {
            int[] drawn = [.. Enumerable.Range(0, columns)];
            shuffle.Shuffle(drawn.AsSpan());
            _permutations[2 * row] = drawn;
            _permutations[(2 * row) + 1] = [.. drawn.Reverse()];
        }
    }

    /// <returns>Row by row, for each output one number a column and the base after them.</returns>
    public double[] Contributions(ReadOnlySpan<double> values, int rows)
    {
        var width = _columns + 1;
        var contributions = new double[rows * _outputs * width];
        for (var row = 0; row < rows; row++)
        {
            Explain(values.Slice(row * _columns, _columns), contributions.AsSpan(row * _outputs * width, _outputs * width));
        }

        return contributions;
    }

    private void Explain(ReadOnlySpan<double> row, Span<double> contributions)
    {
        var steps = _columns + 1;
        var walks = new double[_permutations.Length * steps * _columns];
        for (var sample = 0; sample < _permutations.Length; sample++)
        {
            Walk(row, _background[sample / 2], _permutations[sample], walks.AsSpan(sample * steps * _columns, steps * _columns));
        }

        var scores = _scores(walks, _permutations.Length * steps);
        var share = 1.0 / _permutations.Length;
        for (var sample = 0; sample < _permutations.Length; sample++)
        {
            for (var output = 0; output < _outputs; output++)
            {
                double Score(int step) => scores[(((sample * steps) + step) * _outputs) + output];
                contributions[(output * steps) + _columns] += Score(0) * share;
                for (var step = 0; step < _columns; step++)
                {
                    contributions[(output * steps) + _permutations[sample][step]] += (Score(step + 1) - Score(step)) * share;
                }
            }
        }
    }

    /// <summary>From the background row to the row that is explained, one column a step.</summary>
    private void Walk(ReadOnlySpan<double> row, double[] background, int[] order, Span<double> steps)
    {
        background.CopyTo(steps);
        for (var step = 0; step < _columns; step++)
        {
            var next = steps.Slice((step + 1) * _columns, _columns);
            steps.Slice(step * _columns, _columns).CopyTo(next);
            next[order[step]] = row[order[step]];
        }
    }
}
