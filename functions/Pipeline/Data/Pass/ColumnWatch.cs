using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Statistics.Sketches;

namespace ServerlessMlops.Pipeline.Data;

/// <summary>What the first pass gathers of one column, in memory that does not grow with its rows.</summary>
/// <param name="declared">The kind that pipeline.yaml or the contract states, or needs; null where it is to be inferred.</param>
/// <param name="isHeld">The contract names the cells that are not of the kind.</param>
internal sealed class ColumnWatch(string name, ColumnKind? declared, bool isHeld, SketchSize size)
{
    private const int TopValues = 10;

    private readonly HyperLogLog _distinct = new(size.Precision);
    private readonly FrequentItems _top = new(size.Places);
    private readonly BooleanCheck? _boolean = declared == ColumnKind.Boolean ? new() : null;
    private NumberSketch? _numbers;
    private NumberSketch? _dates;
    private TextSketch? _texts;

    public string Name => name;

    public ColumnKind? Declared => declared;

    public bool IsHeld => isHeld;

    public FormCounts Forms { get; } = new();

    /// <summary>Finite numbers without a comma, codes such as 007 among them.</summary>
    public long Numbers => Forms.Count(CellForm.Whole, CellForm.Decimal, CellForm.Code);

    public long Commas => Forms.Count(CellForm.Comma, CellForm.CommaOrThousands);

    /// <summary>Cells of a declared boolean that are none.</summary>
    public Sightings NotBoolean => _boolean?.Wrong ?? new();

    /// <summary>Different values: counted where they are few, else estimated.</summary>
    public long Distinct => (long)Math.Round(_distinct.Estimate());

    public bool DistinctIsCut => !_distinct.IsExact;

    /// <summary>Bytes that the column's different texts have at most.</summary>
    public long TextBytes => _texts?.MostBytes(Distinct) ?? 0;

    public void Add(ColumnSlice slice)
    {
        Forms.Add(slice);
        _boolean?.Add(slice);
        var hashes = slice.Hashes.AsSpan(0, slice.Count);
        _distinct.Add(hashes);
        _top.Add(hashes, cell => Sightings.Shown(slice.Text(cell)));
        AddNumbers(slice);
        AddTexts(slice);
    }

    public ColumnProfile Profile(InferredKind kind) => new()
    {
        Name = name,
        Kind = kind.Kind,
        Count = Forms.Present,
        Missing = Forms.Count(CellForm.Missing, CellForm.Nan),
        Distinct = Distinct,
        DistinctError = _distinct.StandardError,
        Numbers = kind.Kind == ColumnKind.Number ? _numbers?.Profile() : kind.Kind == ColumnKind.Date ? _dates?.Profile() : null,
        Top = [.. _top.Top(TopValues).Where(item => item.Count > 1).Select(item => new ValueCount(item.Text, item.Count, _top.MaxError))],
        Lengths = kind.Kind is ColumnKind.Category or ColumnKind.Text ? _texts?.Lengths() : null,
        Patterns = kind.Kind is ColumnKind.Category or ColumnKind.Text && _texts is not null ? _texts.Patterns(TopValues) : [],
    };

    private void AddNumbers(ColumnSlice slice)
    {
        if (Forms.Present == Forms.Count(CellForm.Text))
        {
            return;
        }

        var (numbers, dates) = (0, 0);
        for (var cell = 0; cell < slice.Count; cell++)
        {
            var form = slice.Forms[cell];
            var isNumber = form is CellForm.Whole or CellForm.Decimal or CellForm.Code or CellForm.Comma or CellForm.CommaOrThousands;
            slice.Scratch[numbers] = slice.Numbers[cell];
            numbers += isNumber ? 1 : 0;
            dates += form == CellForm.Date ? 1 : 0;
        }

        if (numbers > 0)
        {
            (_numbers ??= new(size.K)).Add(slice.Scratch.AsSpan(0, numbers));
        }

        if (dates > 0)
        {
            AddDates(slice);
        }
    }

    private void AddDates(ColumnSlice slice)
    {
        var dates = 0;
        for (var cell = 0; cell < slice.Count; cell++)
        {
            slice.Scratch[dates] = slice.Numbers[cell];
            dates += slice.Forms[cell] == CellForm.Date ? 1 : 0;
        }

        (_dates ??= new(size.K)).Add(slice.Scratch.AsSpan(0, dates));
    }

    private void AddTexts(ColumnSlice slice)
    {
        if (Forms.Count(CellForm.Text, CellForm.Code) == 0)
        {
            return;
        }

        for (var cell = 0; cell < slice.Count; cell++)
        {
            if (slice.Forms[cell] is CellForm.Text or CellForm.Code)
            {
                (_texts ??= new(size.Places)).Add(slice.Text(cell));
            }
        }
    }
}
