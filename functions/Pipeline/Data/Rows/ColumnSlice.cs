namespace ServerlessMlops.Pipeline.Data;

/// <summary>One column of a batch of rows, each cell read once: what every consumer of the pass works on, in tight loops over arrays.</summary>
/// <remarks>Filled by <see cref="RowBatch.Fill"/>, valid until it is filled again. One thread at a time.</remarks>
internal sealed class ColumnSlice
{
    private readonly byte[] _written = new byte[40];
    private byte[] _bytes = [];
    private int[] _starts = [];
    private int[] _lengths = [];
    private RowBatch? _batch;

    /// <summary>Cells, one a row of the batch.</summary>
    public int Count { get; private set; }

    /// <summary>One a cell.</summary>
    public CellForm[] Forms { get; private set; } = [];

    /// <summary>One a cell: the number; for a date days since 1970-01-01; for true and false 1 and 0; NaN for missing cells, infinities and text.</summary>
    public double[] Numbers { get; private set; } = [];

    /// <summary>One a cell, well mixed: equal values have equal hashes (<c>1</c> and <c>1.0</c> too); 0 where it is missing.</summary>
    public ulong[] Hashes { get; private set; } = [];

    /// <summary>Room for a number of each cell, for whoever looks at the slice: kept here, since columns may be many.</summary>
    public double[] Scratch { get; private set; } = [];

    /// <summary>Cells that begin or end with white space, which was left out.</summary>
    public SpacedCells Spaced { get; } = new();

    /// <summary>The 1-based row of data in the file.</summary>
    public long Row(int cell) => _batch!.Rows[cell];

    /// <summary>The cell's text in UTF-8, without white space around it; empty where it is missing. Valid until the next call.</summary>
    public ReadOnlySpan<byte> Text(int cell)
    {
        if (_starts[cell] >= 0)
        {
            return _bytes.AsSpan(_starts[cell], _lengths[cell]);
        }

        return Forms[cell] <= CellForm.Nan ? [] : CellText.Write(Forms[cell], Numbers[cell], _written);
    }

    /// <summary>Makes room for the cells of a batch; the arrays may be longer than <see cref="Count"/>.</summary>
    public void Begin(RowBatch batch)
    {
        _batch = batch;
        Count = batch.Count;
        Spaced.Clear();
        if (Forms.Length < Count)
        {
            Forms = new CellForm[Count];
            Numbers = new double[Count];
            Hashes = new ulong[Count];
            Scratch = new double[Count];
            _starts = new int[Count];
            _lengths = new int[Count];
        }
    }

    /// <summary>Where the texts of this batch lie.</summary>
    public void Over(byte[] bytes) => _bytes = bytes;

    public void Set(int cell, CellForm form, double number, ulong hash, int start, int length)
    {
        Forms[cell] = form;
        Numbers[cell] = number;
        Hashes[cell] = hash;
        _starts[cell] = start;
        _lengths[cell] = length;
    }

    /// <summary>A cell of a typed format, whose text is written only where it is asked for.</summary>
    public void Set(int cell, CellForm form, double number, ulong hash) => Set(cell, form, number, hash, -1, 0);
}
