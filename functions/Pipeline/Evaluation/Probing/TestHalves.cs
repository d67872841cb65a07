using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Data;
using ServerlessMlops.Pipeline.Training;

namespace ServerlessMlops.Pipeline.Evaluation.Probing;

/// <summary>Cuts the test rows in two by chance: one half to search, one to confirm.</summary>
internal static class TestHalves
{
    /// <summary>Keeps this draw apart from the split, which has the same seed.</summary>
    private const int Stream = 0x51CE;

    /// <returns>Places within <paramref name="rows"/>, each half in order. Rows of one group stay together where the split is by group.</returns>
    public static (int[] Search, int[] Confirm) Of(Table table, SplitSpec split, int[] rows)
    {
        var groups = split.Method == SplitMethod.Group ? table[split.Column!] : null;
        var sets = Enumerable.Range(0, rows.Length)
            .GroupBy(place => groups?.Text(rows[place]) ?? $"{place}", StringComparer.Ordinal).Select(set => set.ToArray()).ToArray();
        new SeededShuffle(split.Seed ^ Stream).Shuffle<int[]>(sets);
        List<int> search = [], confirm = [];
        foreach (var set in sets)
        {
            (search.Count <= confirm.Count ? search : confirm).AddRange(set);
        }

        return ([.. search.Order()], [.. confirm.Order()]);
    }
}
