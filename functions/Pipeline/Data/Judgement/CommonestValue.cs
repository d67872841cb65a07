namespace ServerlessMlops.Pipeline.Data;

/// <summary>The value that more than half of a column's rows have; a missing cell counts as a value.</summary>
/// <param name="Row">A row that has it.</param>
internal sealed record CommonestValue(int Row, int Rows)
{
    /// <returns>Null where no value has the majority.</returns>
    public static CommonestValue? Of(Column column) => column switch
    {
        NumberColumn numbers => Of<double>(numbers.Values),
        CategoryColumn categories => Of<int>(categories.Codes),
        _ => throw new InvalidOperationException($"Seen a column of type {column.GetType().Name}."),
    };

    /// <remarks>One candidate and a counter find a majority if there is one, a second pass counts it: Boyer and Moore, 1991.</remarks>
    private static CommonestValue? Of<T>(ReadOnlySpan<T> cells)
        where T : struct, IEquatable<T>
    {
        int candidate = 0, lead = 0, rows = 0;
        for (var row = 0; row < cells.Length; row++)
        {
            if (lead == 0)
            {
                candidate = row;
            }

            lead += cells[row].Equals(cells[candidate]) ? 1 : -1;
        }

        foreach (var cell in cells)
        {
            rows += cell.Equals(cells[candidate]) ? 1 : 0;
        }

        return rows * 2L > cells.Length ? new(candidate, rows) : null;
    }
}
