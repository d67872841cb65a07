namespace ServerlessMlops.Statistics.Association;

/// <summary>How far two categories are from independent.</summary>
public static class CramersV
{
    /// <param name="x">Index of each row's value, in [0, <paramref name="levelsX"/>).</param>
    /// <param name="y">The same of the other category.</param>
    /// <returns>
    /// V = √(χ² ÷ (n·min(r − 1, c − 1))) over the r × c table of the values that occur, in [0, 1]; 0 independent. (0, 0, 0, 1, 1, 1) and
    /// (0, 0, 1, 1, 1, 1) give 0.707107. Not corrected for chance: with few rows a cell it is too high. Unmeasured where a side has one value.
    /// </returns>
    /// <remarks>Source: Cramér, Mathematical Methods of Statistics (1946) §21.9; as scipy.stats.contingency.association(method="cramer").</remarks>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static Estimate Of(ReadOnlySpan<int> x, ReadOnlySpan<int> y, int levelsX, int levelsY)
    {
        Samples.SameLength(x.Length, y.Length);
        var (cells, rows, columns) = (new long[levelsX * levelsY], new long[levelsX], new long[levelsY]);
        for (var i = 0; i < x.Length; i++)
        {
            cells[(x[i] * levelsY) + y[i]]++;
            rows[x[i]]++;
            columns[y[i]]++;
        }

        var (r, c) = (rows.Count(n => n > 0), columns.Count(n => n > 0));
        if (r < 2 || c < 2)
        {
            return Estimate.Unmeasured("one side has one value");
        }

        // χ² = n·(Σ seen² ÷ (row · column) − 1), summed over the cells that occur.
        double sum = 0;
        for (var cell = 0; cell < cells.Length; cell++)
        {
            var seen = (double)cells[cell];
            sum += seen == 0 ? 0 : seen * seen / ((double)rows[cell / levelsY] * columns[cell % levelsY]);
        }

        return Estimate.Of(Math.Sqrt(Math.Clamp((sum - 1) / (Math.Min(r, c) - 1), 0, 1)));
    }
}
