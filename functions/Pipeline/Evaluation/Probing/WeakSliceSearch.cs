using ServerlessMlops.Statistics.Testing;

namespace ServerlessMlops.Pipeline.Evaluation.Probing;

/// <summary>
/// Searches every condition and every pair of conditions for rows that cost more than the rest: by Welch's one-sided test, with the false discovery
/// rate controlled over all that were tried.
/// </summary>
/// <remarks>
/// What is found was picked on these rows, and looks worse on them than it is: it is to be measured on others. Sources: Chung et al., Slice Finder,
/// ICDE 2019, 1550–1553 (effect size, tests, two conditions); Sagadeeva and Boehm, SliceLine, SIGMOD 2021, 2290–2299 (the score).
/// </remarks>
public static class WeakSliceSearch
{
    public const double Level = 0.05;

    /// <summary>A difference of less than a tenth of the spread is left out: many rows make any difference certain, and not large.</summary>
    public const double LeastEffect = 0.1;

    /// <summary>Columns that pairs are made of: those of the least p-value alone.</summary>
    public const int MostPaired = 40;

    /// <summary>Of two slices that share more than half of their rows the better one is named.</summary>
    private const double MostOverlap = 0.5;

    /// <summary>Candidates that are compared for overlap, by score.</summary>
    private const int MostCompared = 200;

    /// <param name="losses">One a row, finite.</param>
    /// <param name="dimensions">Of the same rows.</param>
    /// <param name="least">Rows that a slice, and the rest beside it, need.</param>
    /// <param name="most">Slices to name.</param>
    public static WeakSlices Find(double[] losses, IReadOnlyList<SliceDimension> dimensions, int least, int most)
    {
        var whole = SampleMoments.Of(losses);
        if (!(whole.Mean > 0))
        {
            return new(0, []);
        }

        var centred = Array.ConvertAll(losses, loss => loss - whole.Mean);
        var singles = Tables(dimensions.Count, index => (index, -1), dimensions, centred);
        var paired = singles.Select((table, index) => (index, P: table.Cells(dimensions, whole, least).Select(cell => cell.P).DefaultIfEmpty(1).Min()))
            .OrderBy(one => one.P).ThenBy(one => one.index).Take(MostPaired).Select(one => one.index).Order().ToArray();
        (int First, int Second)[] pairs = [.. from first in paired from second in paired where first < second select (first, second)];
        SliceTable[] tables = [.. singles, .. Tables(pairs.Length, index => pairs[index], dimensions, centred)];
        var cells = tables.SelectMany(table => table.Cells(dimensions, whole, least)).ToArray();
        var adjusted = BenjaminiHochberg.Adjust([.. cells.Select(cell => cell.P)]);
        var alone = cells.Where(cell => cell.Second < 0).ToDictionary(cell => (cell.First, cell.FirstLevel), cell => cell.Inside.Mean);
        bool Adds(SliceCell cell) => cell.Second < 0
            || (cell.Inside.Mean > alone.GetValueOrDefault((cell.First, cell.FirstLevel), double.NegativeInfinity)
                && cell.Inside.Mean > alone.GetValueOrDefault((cell.Second, cell.SecondLevel), double.NegativeInfinity));
        var ranked = cells.Zip(adjusted)
            .Where(pair => pair.Second <= Level && pair.First.EffectSize >= LeastEffect && Adds(pair.First))
            .Select(pair => (Cell: pair.First, Adjusted: pair.Second, Score: Score(pair.First.Inside, whole)))
            .OrderByDescending(one => one.Score).ThenBy(one => one.Cell.First).ThenBy(one => one.Cell.FirstLevel)
            .ThenBy(one => one.Cell.Second).ThenBy(one => one.Cell.SecondLevel).Take(MostCompared);
        List<(WeakSlice Slice, bool[] Rows)> named = [];
        foreach (var one in ranked.TakeWhile(_ => named.Count < most))
        {
            var rows = one.Cell.Rows(dimensions);
            if (named.TrueForAll(other => Overlap(rows, other.Rows) <= MostOverlap))
            {
                named.Add((new(one.Cell.Where(dimensions), one.Cell.Inside, one.Cell.EffectSize, one.Cell.P, one.Adjusted, one.Score), rows));
            }
        }

        return new(cells.Length, [.. named.Select(one => one.Slice)]);
    }

    /// <summary>0.95 (mean inside ÷ mean of all − 1) − 0.05 (rows of all ÷ rows inside − 1): worse is more, and so is larger. 0 for all rows.</summary>
    /// <remarks>SliceLine's equation 1 with its α of 0.95. A quarter of the rows at twice the mean loss: 0.95 − 0.15 = 0.8.</remarks>
    public static double Score(SampleMoments inside, SampleMoments whole) =>
        (0.95 * ((inside.Mean / whole.Mean) - 1)) - (0.05 * (((double)whole.N / inside.N) - 1));

    private static SliceTable[] Tables(int count, Func<int, (int First, int Second)> of, IReadOnlyList<SliceDimension> dimensions, double[] centred)
    {
        var tables = new SliceTable[count];
        Parallel.For(0, count, index => tables[index] = SliceTable.Of(of(index).First, of(index).Second, dimensions, centred));
        return tables;
    }

    private static double Overlap(bool[] one, bool[] other)
    {
        int both = 0, either = 0;
        for (var row = 0; row < one.Length; row++)
        {
            both += one[row] & other[row] ? 1 : 0;
            either += one[row] | other[row] ? 1 : 0;
        }

        return either == 0 ? 0 : both / (double)either;
    }
}
