using ServerlessMlops.Learning.Features;

namespace ServerlessMlops.Learning.Learners;

/// <summary>Spreads encoded columns over the slots of a linear model: standardised numbers, missing indicators, one slot a category.</summary>
internal sealed class LinearDesign
{
    /// <summary>Deviations from the mean beyond which a number is taken to be no farther: a margin then stays finite.</summary>
    public const double Farthest = 1e6;

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
        new([.. columns.Select((column, index) => column.IsCategory ? Category(column) : Number(rows, index, columns.Count))]);

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
        var standardised = ((isMissing ? fit.Median : value) - fit.Mean) / fit.Scale;
        return (_start[column], Math.Clamp(standardised, -Farthest, Farthest), isMissing && fit.HasIndicator ? _start[column] + 1 : -1);
    }

    /// <summary>Slots of one column: the first, and how many.</summary>
    public (int Start, int Count) Range(int column) => (_start[column], Columns[column].Slots);

    private static LinearColumn Category(EncodedColumn column) => new(column.Codes, 0, 0, 1, HasIndicator: false);

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

        // In units of the largest value nothing overflows or vanishes when it is squared.
        present.Sort();
        var unit = Math.Max(Math.Abs(present[0]), Math.Abs(present[^1]));
        unit = unit > 0 ? unit : 1;
        var median = (present[(present.Count - 1) / 2] / 2) + (present[present.Count / 2] / 2);
        var missing = rows.Count - present.Count;
        var mean = (present.Sum(value => value / unit) + (missing * (median / unit))) / rows.Count;
        var variance = (present.Sum(value => Square((value / unit) - mean)) + (missing * Square((median / unit) - mean))) / rows.Count;
        var scale = Math.Sqrt(variance);

        // A constant column leaves rounding noise in the deviation; that is not worth standardising.
        return new LinearColumn(0, median, mean * unit, scale > 1e-12 ? scale * unit : unit, missing > 0);
    }

    private static double Square(double x) => x * x;
}
