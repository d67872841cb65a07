namespace ServerlessMlops.Pipeline.Data;

/// <summary>Every cell needs a value; NaN is none.</summary>
internal sealed class PresenceRule(BreachFactory breaches, QualityBound bound) : CellRule(bound)
{
    private readonly Breaches _missing = breaches.Make(ContractCodes.MissingValue, "a value", bound);
    private readonly Breaches _nan = breaches.Make(ContractCodes.NanValue, "a value", bound);

    public override IReadOnlyList<Breaches> Found => [_missing, _nan];

    public override void Add(ColumnSlice slice)
    {
        var forms = slice.Forms.AsSpan(0, slice.Count);
        for (var cell = 0; cell < forms.Length; cell++)
        {
            if (forms[cell] == CellForm.Missing)
            {
                _missing.Add(slice, cell);
            }
            else if (forms[cell] == CellForm.Nan)
            {
                _nan.Add(slice.Row(cell), "NaN");
            }
        }
    }

    public override void AddMissing(long rows) => _missing.AddUnplaced(rows);
}
