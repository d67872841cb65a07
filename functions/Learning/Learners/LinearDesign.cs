using ServerlessMlops.Learning.Features;

namespace ServerlessMlops.Learning.Learners;

/// <summary>Spreads encoded columns over the slots of a linear model: standardised numbers, missing indicators, one slot a category.</summary>
internal sealed class LinearDesign
{
    private readonly int[] _start;

    public LinearDesign(IReadOnlyList<LinearColumn> columns)
    {
        Columns = columns;
        _start = new int[columns.Count];
        foreach (var (index, column) in columns.Index())
        {
            _start[index] = Slots;
            Slots += column.Slots;
        }
    }

    public IReadOnlyList<LinearColumn> Columns { get; }

    public int Slots { get; private set; }

    public static LinearDesign Fit(IReadOnlyList<EncodedColumn> columns, EncodedRows rows) =>
        new([.. columns.Select((column, index) => column.IsCategory ? new LinearColumn(column.Codes, 0, 0, 1, false) : Number(rows, index, columns.Count))]);

    /// <summary>The slots that a value fills: all others of its column are 0.</summary>
    /// <returns>The value's slot with its content, and the indicator's slot, or -1.</returns>
    public (int Slot, double Content, int Indicator) Place(int column, double value)
    {
        var fit = Columns[column];
        if (fit.Codes > 0)
        {
            return (_start[column] + (int)value, 1, -1);
        }

        var isMissing = double.IsNaN(value);
        return (_start[column], ((isMissing ? fit.Median : value) - fit.Mean) / fit.Scale, isMissing && fit.HasIndicator ? _start[column] + 1 : -1);
    }

    /// <summary>Slots of one column: the first, and how many.</summary>
    public (int Start, int Count) Range(int column) => (_start[column], Columns[column].Slots);

    private static LinearColumn Number(EncodedRows rows, int index, int width)
    {
        var present = new List<double>(rows.Count);
        for (var row = 0; row < rows.Count; row++)
        {
            var value = rows.Values[(row * width) + index];
            if (!double.IsNaN(value))
            {
                present.Add(value);
            }
        }

        if (present.Count == 0)
        {
            return new LinearColumn(0, 0, 0, 1, false);
        }

        present.Sort();
        var median = (present[(present.Count - 1) / 2] / 2) + (present[present.Count / 2] / 2);
        var missing = rows.Count - present.Count;
        var mean = present.Sum(value => value / rows.Count) + (missing * (median / rows.Count));
        var variance = present.Sum(value => (value - mean) * ((value - mean) / rows.Count)) + (missing * ((median - mean) * (median - mean) / rows.Count));
        var scale = Math.Sqrt(variance);

        // A constant column leaves rounding noise of its own size in the deviation; that is not worth standardising.
        return new LinearColumn(0, median, mean, scale > 1e-12 * Math.Abs(mean) && double.IsFinite(scale) ? scale : 1, missing > 0);
    }
}
