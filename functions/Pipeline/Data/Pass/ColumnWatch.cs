using ServerlessMlops.Pipeline.Contracts;

namespace ServerlessMlops.Pipeline.Data;

/// <summary>What the first pass gathers of one column, in memory that does not grow with its rows.</summary>
internal sealed class ColumnWatch(string name, ColumnKind? declared, int distinctLimit)
{
    private readonly HashSet<ulong> _distinct = [];
    private readonly BooleanCheck? _boolean = declared == ColumnKind.Boolean ? new() : null;

    public string Name => name;

    /// <summary>The kind that pipeline.yaml or the contract states or needs; null where it is to be inferred.</summary>
    public ColumnKind? Declared => declared;

    public FormCounts Forms { get; } = new();

    /// <summary>Finite numbers without a comma, codes such as 007 among them.</summary>
    public long Numbers => Forms.Count(CellForm.Whole, CellForm.Decimal, CellForm.Code);

    public long Commas => Forms.Count(CellForm.Comma, CellForm.CommaOrThousands);

    /// <summary>Cells of a declared boolean that are none.</summary>
    public Sightings NotBoolean => _boolean?.Wrong ?? new();

    /// <summary>Different values, counted up to the limit given.</summary>
    public int Distinct => _distinct.Count;

    public bool DistinctIsCut => _distinct.Count >= distinctLimit;

    public void Add(ColumnSlice slice)
    {
        Forms.Add(slice);
        _boolean?.Add(slice);
        for (var cell = 0; cell < slice.Count && _distinct.Count < distinctLimit; cell++)
        {
            if (slice.Forms[cell] > CellForm.Nan)
            {
                _distinct.Add(slice.Hashes[cell]);
            }
        }
    }
}
