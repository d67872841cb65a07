using ServerlessMlops.Pipeline.Data;

namespace ServerlessMlops.Pipeline.Training;

/// <summary>Which rows of a table are the same in every column.</summary>
public static class RowGroups
{
    /// <returns>For each row the first row that equals it: the row itself where none before it does.</returns>
    public static int[] FirstEqual(Table table)
    {
        var hashes = new ulong[table.RowCount];
        foreach (var column in table.Columns)
        {
            for (var row = 0; row < hashes.Length; row++)
            {
                hashes[row] = StableHash.Combine(hashes[row], column.Hash(row));
            }
        }

        var first = new int[hashes.Length];
        var seen = new Dictionary<ulong, int>(hashes.Length);
        for (var row = 0; row < hashes.Length; row++)
        {
            // Two different rows of one hash are not expected in 2^32 rows, yet a row is never called a duplicate unread.
            first[row] = seen.TryGetValue(hashes[row], out var earlier) && Equal(table, earlier, row) ? earlier : row;
            seen.TryAdd(hashes[row], row);
        }

        return first;
    }

    /// <summary>Joins the rows of one group to the first of it; rows without a group stay as they are.</summary>
    /// <param name="first">As <see cref="FirstEqual"/> gives it.</param>
    internal static void Join(int[] first, Column groups)
    {
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var row = 0; row < first.Length; row++)
        {
            if (groups.Text(row) is { } group)
            {
                first[row] = seen.TryGetValue(group, out var earlier) ? earlier : seen[group] = row;
            }
        }
    }

    private static bool Equal(Table table, int one, int other) => table.Columns.All(column => column switch
    {
        NumberColumn numbers => numbers.Values[one].Equals(numbers.Values[other]) || numbers.Values[one] == numbers.Values[other],
        CategoryColumn categories => categories.Codes[one] == categories.Codes[other],
        _ => throw new InvalidOperationException($"Seen a column of type {column.GetType().Name}."),
    });
}
