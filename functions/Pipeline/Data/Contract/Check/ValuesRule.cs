using ServerlessMlops.Pipeline.Contracts;

namespace ServerlessMlops.Pipeline.Data;

/// <summary>Every value is one of those agreed.</summary>
internal sealed class ValuesRule : CellRule
{
    private const int Shown = 10;

    private readonly ValueSet _values;
    private readonly VerdictCache _known = new();
    private readonly Breaches _others;

    public ValuesRule(IReadOnlyList<string> values, LogicalType? type, QualityBound bound, BreachFactory breaches)
        : base(bound)
    {
        _values = new ValueSet(values, type);
        var more = values.Count > Shown ? $" or {values.Count - Shown} more" : "";
        _others = breaches.Make(ContractCodes.UnexpectedValue, $"one of {string.Join(", ", values.Take(Shown))}{more}", bound);
    }

    public override IReadOnlyList<Breaches> Found => [_others];

    public override string OfColumn => ContractCodes.TooManyInvalid;

    public override string What => "values that are not among those agreed";

    public override void Add(ColumnSlice slice)
    {
        for (var cell = 0; cell < slice.Count; cell++)
        {
            if (slice.Forms[cell] > CellForm.Nan && !Passes(slice, cell))
            {
                _others.Add(slice, cell);
            }
        }
    }

    private bool Passes(ColumnSlice slice, int cell)
    {
        if (slice.Forms[cell] != CellForm.Text)
        {
            return _values.Allows(slice, cell);
        }

        if (!_known.TryGet(slice.Hashes[cell], out var passed))
        {
            passed = _values.Allows(slice, cell);
            _known.Set(slice.Hashes[cell], passed);
        }

        return passed;
    }
}
