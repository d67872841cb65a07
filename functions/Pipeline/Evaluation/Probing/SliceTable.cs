using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Statistics.Testing;

namespace ServerlessMlops.Pipeline.Evaluation.Probing;

/// <summary>Rows, losses and squared losses of each level of one dimension, or of each pair of levels of two.</summary>
/// <param name="Second">−1 for one dimension.</param>
internal sealed record SliceTable(int First, int Second, int Width, long[] Counts, double[] Sums, double[] Squares)
{
    /// <param name="centred">Losses less their mean: what is squared should be small.</param>
    public static SliceTable Of(int first, int second, IReadOnlyList<SliceDimension> dimensions, double[] centred)
    {
        var rows = dimensions[first].Codes;
        var columns = second < 0 ? [] : dimensions[second].Codes;
        var width = second < 0 ? 1 : dimensions[second].Levels.Count;
        var cells = dimensions[first].Levels.Count * width;
        var table = new SliceTable(first, second, width, new long[cells], new double[cells], new double[cells]);
        for (var row = 0; row < centred.Length; row++)
        {
            int level = rows[row], other = second < 0 ? 0 : columns[row];
            if (level >= 0 && other >= 0)
            {
                var cell = (level * width) + other;
                var loss = centred[row];
                table.Counts[cell]++;
                table.Sums[cell] += loss;
                table.Squares[cell] += loss * loss;
            }
        }

        return table;
    }

    /// <summary>The cells with enough rows within and beside them, each tested.</summary>
    public IEnumerable<SliceCell> Cells(IReadOnlyList<SliceDimension> dimensions, SampleMoments whole, int least)
    {
        for (var cell = 0; cell < Counts.Length; cell++)
        {
            if (Counts[cell] < least || whole.N - Counts[cell] < least)
            {
                continue;
            }

            var centred = SampleMoments.OfSums(Counts[cell], Sums[cell], Squares[cell]);
            var inside = centred with { Mean = centred.Mean + whole.Mean };
            var outside = whole.Without(inside);
            yield return new(
                First, cell / Width, Second, Second < 0 ? -1 : cell % Width, inside,
                WelchTest.EffectSize(inside, outside), WelchTest.Of(inside, outside)?.P ?? 1);
        }
    }
}

/// <summary>A slice by its place: one level, or two of different dimensions.</summary>
internal readonly record struct SliceCell(
    int First, int FirstLevel, int Second, int SecondLevel, SampleMoments Inside, double EffectSize, double P)
{
    public bool[] Rows(IReadOnlyList<SliceDimension> dimensions)
    {
        var (level, other) = (FirstLevel, SecondLevel);
        return Second < 0
            ? Array.ConvertAll(dimensions[First].Codes, code => code == level)
            : [.. dimensions[First].Codes.Zip(dimensions[Second].Codes, (code, next) => code == level && next == other)];
    }

    public IReadOnlyDictionary<string, SliceCondition> Where(IReadOnlyList<SliceDimension> dimensions)
    {
        var where = new Dictionary<string, SliceCondition>(StringComparer.Ordinal) { [dimensions[First].Column] = dimensions[First].Levels[FirstLevel] };
        if (Second >= 0)
        {
            where[dimensions[Second].Column] = dimensions[Second].Levels[SecondLevel];
        }

        return where;
    }
}
