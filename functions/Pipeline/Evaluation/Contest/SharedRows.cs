using ServerlessMlops.Pipeline.Data;

namespace ServerlessMlops.Pipeline.Evaluation;

/// <summary>Test rows that another model has learned from.</summary>
public static class SharedRows
{
    /// <param name="trained">Rows of <paramref name="theirs"/> that fitted or picked the model.</param>
    /// <param name="columns">What it reads, and the target; both tables have them.</param>
    /// <returns>How many of <paramref name="test"/> equal one of <paramref name="trained"/> in every column: found by hash, then compared.</returns>
    public static long Count(Table table, int[] test, Table theirs, int[] trained, IReadOnlyList<string> columns)
    {
        Column[] ours = [.. columns.Select(name => table[name])], others = [.. columns.Select(name => theirs[name])];
        var seen = new Dictionary<ulong, int>(trained.Length);
        foreach (var row in trained)
        {
            seen.TryAdd(Hash(others, row), row);
        }

        return test.LongCount(row => seen.TryGetValue(Hash(ours, row), out var other) && Equal(ours, row, others, other));
    }

    private static ulong Hash(Column[] columns, int row)
    {
        ulong hash = 0;
        foreach (var column in columns)
        {
            hash = StableHash.Combine(hash, column.Hash(row));
        }

        return hash;
    }

    private static bool Equal(Column[] ours, int row, Column[] others, int other)
    {
        for (var column = 0; column < ours.Length; column++)
        {
            if (!string.Equals(ours[column].Text(row), others[column].Text(other), StringComparison.Ordinal))
            {
                return false;
            }
        }

        return true;
    }
}
