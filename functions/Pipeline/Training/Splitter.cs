using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Data;

namespace ServerlessMlops.Pipeline.Training;

/// <summary>Assigns each row to train, validation or test: the same table, shares and seed give the same split for ever.</summary>
/// <remarks>Rows that are equal in every column always go to one part, so that no test row was trained on.</remarks>
public static class Splitter
{
    /// <param name="spec">Of a table that can be trained on: see <see cref="TrainingReadiness"/>.</param>
    public static SplitAssignment Assign(Table table, PipelineSpec spec) => new(spec.Split.Seed, spec.Split.Method switch
    {
        SplitMethod.Time => TimeSplit.Parts(table, spec.Split),
        SplitMethod.Group => GroupSplit.Parts(table, spec.Split),
        _ => StratifiedSplit.Parts(table, spec),
    });

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

    /// <summary>Rows that belong together: copies of a row and, where the split is by group, all of one group; each set in the table's order.</summary>
    internal static int[][] Together(Table table, SplitSpec split)
    {
        var first = RowGroups.FirstEqual(table);
        if (split.Method == SplitMethod.Group)
        {
            RowGroups.Join(first, table[split.Column!]);
        }

        return [.. Enumerable.Range(0, first.Length).GroupBy(row => first[row]).Select(set => set.ToArray())];
    }

    /// <summary>Sets of rows into parts: the largest first, into the part that lacks most of its quota; single rows then fill up.</summary>
    internal static void Fill(int[][] sets, SplitSpec split, byte[] parts)
    {
        var room = Quotas(sets.Sum(set => set.Length), split);
        foreach (var set in sets.OrderByDescending(set => set.Length))
        {
            var part = Enumerable.Range(0, 3).MaxBy(part => room[part] >= set.Length ? room[part] : room[part] - int.MaxValue / 2);
            room[part] -= set.Length;
            foreach (var row in set)
            {
                parts[row] = (byte)part;
            }
        }
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
}
