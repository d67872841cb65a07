namespace ServerlessMlops.Pipeline.Data;

/// <summary>Finds the field separator: the one with which the first records have the same number of cells as the header.</summary>
internal static class DelimiterDetection
{
    private const int Records = 50;

    /// <summary>In the order in which they win a tie.</summary>
    private static readonly char[] Candidates = [',', ';', '\t', '|'];

    /// <param name="head">The start of the file; a record that it cuts is left out.</param>
    /// <returns>A comma where no separator makes two columns.</returns>
    public static char Detect(ReadOnlySpan<byte> head)
    {
        var best = (Delimiter: ',', Share: 0.0, Cells: 1);
        foreach (var delimiter in Candidates)
        {
            var counts = Count(head, (byte)delimiter);
            if (counts.Count == 0 || counts[0] < 2)
            {
                continue;
            }

            var share = counts.Count(cells => cells == counts[0]) / (double)counts.Count;
            if (share > best.Share || (share == best.Share && counts[0] > best.Cells))
            {
                best = (delimiter, share, counts[0]);
            }
        }

        return best.Delimiter;
    }

    private static List<int> Count(ReadOnlySpan<byte> head, byte delimiter)
    {
        var counts = new List<int>(Records);
        var (cells, start, quoted) = (1, true, false);
        for (var i = 0; i < head.Length && counts.Count < Records; i++)
        {
            var unit = head[i];
            if (unit == (byte)'"' && (start || quoted))
            {
                // A doubled quote closes and opens again: the count of cells is the same.
                quoted = !quoted;
                start = quoted is false;
            }
            else if (quoted)
            {
                continue;
            }
            else if (unit == delimiter)
            {
                cells++;
                start = true;
            }
            else if (unit is (byte)'\n' or (byte)'\r')
            {
                Close(head, i, cells, counts);
                (cells, start) = (1, true);
            }
            else
            {
                start = false;
            }
        }

        if (counts.Count == 0)
        {
            counts.Add(cells);
        }

        return counts;
    }

    private static void Close(ReadOnlySpan<byte> head, int end, int cells, List<int> counts)
    {
        var blank = cells == 1 && (end == 0 || head[end - 1] is (byte)'\n' or (byte)'\r');
        if (!blank)
        {
            counts.Add(cells);
        }
    }
}
