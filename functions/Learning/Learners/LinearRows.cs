namespace ServerlessMlops.Learning.Learners;

/// <summary>Rows laid out for fitting: per row only the filled slots, so that many categories cost no more than few.</summary>
internal sealed class LinearRows
{
    private readonly int[] _slots;
    private readonly double[] _contents;
    private readonly int[] _ends;
    private readonly double[]? _weights;

    public LinearRows(LinearDesign design, EncodedRows rows)
    {
        var width = design.Columns.Count;
        var slots = new List<int>(rows.Count * width);
        var contents = new List<double>(rows.Count * width);
        _ends = new int[rows.Count];
        for (var row = 0; row < rows.Count; row++)
        {
            for (var column = 0; column < width; column++)
            {
                var (slot, content, indicator) = design.Place(column, rows.Values[(row * width) + column]);
                slots.Add(slot);
                contents.Add(content);
                if (indicator >= 0)
                {
                    slots.Add(indicator);
                    contents.Add(1);
                }
            }

            _ends[row] = slots.Count;
        }

        _slots = [.. slots];
        _contents = [.. contents];
        Targets = rows.Targets;
        _weights = rows.Weights;
        TotalWeight = _weights?.Sum() ?? rows.Count;
    }

    public int Count => _ends.Length;

    public double[] Targets { get; }

    public double TotalWeight { get; }

    public double Weight(int row) => _weights is null ? 1 : _weights[row];

    /// <summary>Σ weight × content over the filled slots of a row.</summary>
    public double Dot(int row, ReadOnlySpan<double> weights)
    {
        var sum = 0.0;
        for (var i = row == 0 ? 0 : _ends[row - 1]; i < _ends[row]; i++)
        {
            sum += weights[_slots[i]] * _contents[i];
        }

        return sum;
    }

    /// <summary>Adds <paramref name="factor"/> × content to each filled slot.</summary>
    public void Add(int row, double factor, Span<double> sums)
    {
        for (var i = row == 0 ? 0 : _ends[row - 1]; i < _ends[row]; i++)
        {
            sums[_slots[i]] += factor * _contents[i];
        }
    }

    /// <summary>Adds <paramref name="factor"/> × content² to each filled slot.</summary>
    public void AddSquares(int row, double factor, Span<double> sums)
    {
        for (var i = row == 0 ? 0 : _ends[row - 1]; i < _ends[row]; i++)
        {
            sums[_slots[i]] += factor * _contents[i] * _contents[i];
        }
    }
}
