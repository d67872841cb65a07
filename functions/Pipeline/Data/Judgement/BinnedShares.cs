using ServerlessMlops.Statistics;
using ServerlessMlops.Statistics.Drift;

namespace ServerlessMlops.Pipeline.Data;

/// <summary>The population stability index of counted bins.</summary>
internal static class BinnedShares
{
    private const int Bins = 10;

    /// <summary>Of numbers, each ascending, in bins by the reference's deciles: fewer where values repeat.</summary>
    public static (Estimate Psi, string Bins) OfNumbers(double[] reference, double[] current)
    {
        var edges = FeatureBins.Edges(reference, Bins);
        var (psi, filled) = Psi(Count(reference, edges), Count(current, edges));
        return (psi, $"{edges.Length + 1} by the reference's deciles{filled}");
    }

    public static (Estimate Psi, string Bins) OfCategories(CategoryCounts counts)
    {
        var (psi, filled) = Psi(counts.Reference, counts.Current);
        return (psi, $"{counts.Names.Length} categories{filled}");
    }

    /// <summary>
    /// An empty bin makes the index infinite: half a row is then added to every bin of both sides, so that it stays finite and large. To
    /// merge the bin with its neighbour would hide a total shift.
    /// </summary>
    private static (Estimate Psi, string Filled) Psi(long[] reference, long[] current)
    {
        var empty = reference.Contains(0) || current.Contains(0);
        var added = empty ? 0.5 : 0;
        double[] Shares(long[] rows) => Array.ConvertAll(rows, count => (count + added) / (rows.Sum() + (added * rows.Length)));
        return (PopulationStability.Psi(Shares(reference), Shares(current)), empty ? ", half a row added to each" : "");
    }

    private static long[] Count(double[] sorted, double[] edges)
    {
        var counts = new long[edges.Length + 1];
        var bin = 0;
        foreach (var value in sorted)
        {
            while (bin < edges.Length && value > edges[bin])
            {
                bin++;
            }

            counts[bin]++;
        }

        return counts;
    }
}
