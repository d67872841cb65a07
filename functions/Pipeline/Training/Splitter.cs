using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Data;

namespace ServerlessMlops.Pipeline.Training;

/// <summary>Assigns each row to train, validation or test: the same table, shares and seed give the same split for ever.</summary>
/// <remarks>
/// Stratified by class, or by decile of the target for regression. Rows that are equal in every column go to one part, so that no
/// test row was trained on. Within a stratum each part has its share to within one row, unless copies of a row are too many for that.
/// </remarks>
public static class Splitter
{
    private const int Deciles = 10;

    public static SplitAssignment Assign(Table table, PipelineSpec spec)
    {
        var target = Labels.Of(table, spec);
        var groups = RowsByGroup(table);
        var parts = new byte[table.RowCount];
        var shuffle = new SeededShuffle(spec.Split.Seed);
        foreach (var stratum in Strata(target, groups))
        {
            shuffle.Shuffle(stratum.AsSpan());
            Fill(stratum, spec.Split, parts);
        }

        return new SplitAssignment(spec.Split.Seed, parts);
    }

    /// <summary>Rows of each part, in the table's order.</summary>
    public static int[] Rows(SplitAssignment split, SplitPart part)
    {
        var rows = new List<int>(split.Parts.Length);
        for (var row = 0; row < split.Parts.Length; row++)
        {
            if (split.Parts[row] == (byte)part)
            {
                rows.Add(row);
            }
        }

        return [.. rows];
    }

    /// <summary>Rows that go to train, validation and test out of <paramref name="rows"/>: whole numbers by largest remainder.</summary>
    internal static int[] Quotas(int rows, SplitSpec split)
    {
        double[] exact = [rows * split.Train, rows * split.Validation, rows * split.Test];
        var quotas = Array.ConvertAll(exact, value => (int)Math.Floor(value + 1e-9));
        foreach (var part in Enumerable.Range(0, 3).OrderByDescending(part => exact[part] - quotas[part]).Take(rows - quotas.Sum()))
        {
            quotas[part]++;
        }

        return quotas;
    }

    private static int[][] RowsByGroup(Table table)
    {
        var first = RowGroups.FirstEqual(table);
        return [.. Enumerable.Range(0, first.Length).GroupBy(row => first[row]).Select(group => group.ToArray())];
    }

    private static IEnumerable<int[][]> Strata(TargetVector target, int[][] groups)
    {
        if (target.Task != ModelTask.Regression)
        {
            return groups.GroupBy(group => target.Class[group[0]]).OrderBy(stratum => stratum.Key).Select(stratum => stratum.ToArray());
        }

        var ascending = groups.OrderBy(group => target.Value[group[0]]).ToArray();
        int Start(int decile) => (int)((long)ascending.Length * decile / Deciles);
        return Enumerable.Range(0, Deciles).Select(decile => ascending[Start(decile)..Start(decile + 1)]);
    }

    /// <summary>Copies first, the most numerous before the others, into the part that lacks most of its quota; single rows then fill up.</summary>
    private static void Fill(int[][] stratum, SplitSpec split, byte[] parts)
    {
        var room = Quotas(stratum.Sum(group => group.Length), split);
        foreach (var group in stratum.OrderByDescending(group => group.Length))
        {
            var part = Enumerable.Range(0, 3).MaxBy(part => room[part] >= group.Length ? room[part] : room[part] - int.MaxValue / 2);
            room[part] -= group.Length;
            foreach (var row in group)
            {
                parts[row] = (byte)part;
            }
        }
    }
}
