using ServerlessMlops.Learning.Features;

namespace ServerlessMlops.Learning.Learners;

/// <summary>The bins of one encoded column.</summary>
/// <param name="Cuts">Number: ascending; null for a category.</param>
/// <param name="Count">Bins; for a number the last is that of missing values.</param>
internal sealed record AdditiveBins(double[]? Cuts, int Count)
{
    /// <summary>Bins of a number, beside that of missing values: enough for any shape that a few hundred rows can show.</summary>
    private const int MaximumBins = 64;

    public static AdditiveBins Fit(EncodedColumn column, int index, EncodedRows rows, int width)
    {
        if (column.IsCategory)
        {
            return new AdditiveBins(null, column.Codes);
        }

        var values = Enumerable.Range(0, rows.Count).Select(row => rows.Values[(row * width) + index]).Where(value => !double.IsNaN(value)).ToArray();
        Array.Sort(values);
        var cuts = new List<double>();
        var next = values.Length / (double)MaximumBins;
        for (var i = 1; i < values.Length; i++)
        {
            // A bin ends between two values that differ, once it has its share of the rows.
            if (values[i] > values[i - 1] && i >= next)
            {
                cuts.Add(Between(values[i - 1], values[i]));
                next = i + ((values.Length - i) / (double)Math.Max(1, MaximumBins - cuts.Count));
            }
        }

        return new AdditiveBins([.. cuts], cuts.Count + 2);
    }

    public int Bin(double value)
    {
        if (Cuts is null)
        {
            return (int)value;
        }

        if (double.IsNaN(value))
        {
            return Count - 1;
        }

        var (low, high) = (0, Cuts.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = Cuts[middle] <= value ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    private static double Between(double low, double high)
    {
        var middle = (low / 2) + (high / 2);
        return middle > low && middle <= high ? middle : high;
    }
}
