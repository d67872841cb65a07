namespace ServerlessMlops.Pipeline.Data;

/// <summary>Counts the forms of a column's cells, and remembers the first cells of each; <see cref="KindInference"/> decides from them.</summary>
internal sealed class FormCounts : ISliceConsumer
{
    private static readonly int Forms = Enum.GetValues<CellForm>().Length;

    private readonly Sightings[] _sightings = [.. Enumerable.Range(0, Forms).Select(_ => new Sightings())];
    private readonly long[] _counts = new long[Forms];

    /// <summary>Cells with white space around them.</summary>
    public Sightings Spaced { get; } = new();

    public long Present { get; private set; }

    public Sightings this[CellForm form] => _sightings[(int)form];

    public long Count(CellForm form) => _counts[(int)form];

    public long Count(params ReadOnlySpan<CellForm> forms)
    {
        long count = 0;
        foreach (var form in forms)
        {
            count += _counts[(int)form];
        }

        return count;
    }

    /// <summary>The first cells of several forms together.</summary>
    public Sightings First(params ReadOnlySpan<CellForm> forms)
    {
        var several = new Sightings[forms.Length];
        for (var i = 0; i < forms.Length; i++)
        {
            several[i] = this[forms[i]];
        }

        return Sightings.Of(several);
    }

    public void Add(ColumnSlice slice)
    {
        Span<int> counts = stackalloc int[Forms];
        foreach (var form in slice.Forms.AsSpan(0, slice.Count))
        {
            counts[(int)form]++;
        }

        for (var form = 0; form < Forms; form++)
        {
            if (counts[form] > 0)
            {
                Remember(slice, (CellForm)form, counts[form]);
                Present += form > (int)CellForm.Nan ? counts[form] : 0;
                _counts[form] += counts[form];
            }
        }

        foreach (var (cell, raw) in slice.Spaced.First)
        {
            Spaced.Add(slice.Row(cell), raw);
        }

        Spaced.More(slice.Spaced.Count - slice.Spaced.First.Count);
    }

    /// <summary>Counts rows in which the column was not there yet.</summary>
    public void AddMissing(long rows) => _counts[(int)CellForm.Missing] += rows;

    private void Remember(ColumnSlice slice, CellForm form, int count)
    {
        var sightings = this[form];
        var wanted = Math.Min(count, ProblemList.DetailedPerColumn - sightings.First.Count);
        if (form is CellForm.Missing || wanted <= 0)
        {
            sightings.More(count);
            return;
        }

        for (var cell = 0; wanted > 0; cell++)
        {
            if (slice.Forms[cell] == form)
            {
                sightings.Add(slice.Row(cell), slice.Text(cell));
                wanted--;
                count--;
            }
        }

        sightings.More(count);
    }
}
