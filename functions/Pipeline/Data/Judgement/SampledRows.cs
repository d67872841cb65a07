using ServerlessMlops.Pipeline.Training;

namespace ServerlessMlops.Pipeline.Data;

/// <summary>A simple random sample of rows, in ascending order: each row is taken with chance (still wanted) ÷ (still to come).</summary>
/// <remarks>Selection sampling: Knuth, The Art of Computer Programming 2, 3.4.2, algorithm S.</remarks>
internal static class SampledRows
{
    /// <returns>Row numbers from 0: <paramref name="wanted"/> of them, or all where there are no more.</returns>
    public static int[] Draw(int rows, int wanted, SeededShuffle shuffle)
    {
        if (rows <= wanted)
        {
            return [.. Enumerable.Range(0, rows)];
        }

        var drawn = new int[wanted];
        for (int row = 0, taken = 0; taken < wanted; row++)
        {
            if (shuffle.Below(rows - row) < wanted - taken)
            {
                drawn[taken++] = row;
            }
        }

        return drawn;
    }
}
