using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Data;

namespace ServerlessMlops.Pipeline.Training;

/// <summary>By class, or by decile of the target for regression: each part is like the others.</summary>
/// <remarks>Within a stratum each part has its share to within one row, unless copies of a row are too many for that.</remarks>
internal static class StratifiedSplit
{
    private const int Deciles = 10;

    public static byte[] Parts(Table table, PipelineSpec spec)
    {
        var target = Labels.Of(table, spec);
        var sets = Splitter.Together(table, spec.Split);
        var parts = new byte[table.RowCount];
        var shuffle = new SeededShuffle(spec.Split.Seed);
        foreach (var stratum in Strata(target, sets))
        {
            shuffle.Shuffle(stratum.AsSpan());
            Splitter.Fill(stratum, spec.Split, parts);
        }

        return parts;
    }

    /// <summary>Sets of rows by class, or by decile of the target.</summary>
    internal static IEnumerable<int[][]> Strata(TargetVector target, int[][] sets)
    {
        if (target.Task != ModelTask.Regression)
        {
            return sets.GroupBy(set => target.Class[set[0]]).OrderBy(stratum => stratum.Key).Select(stratum => stratum.ToArray());
        }

        var ascending = sets.OrderBy(set => target.Value[set[0]]).ToArray();
        int Start(int decile) => (int)((long)ascending.Length * decile / Deciles);
        return Enumerable.Range(0, Deciles).Select(decile => ascending[Start(decile)..Start(decile + 1)]);
    }
}
