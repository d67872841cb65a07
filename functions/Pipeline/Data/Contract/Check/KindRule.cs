using ServerlessMlops.Pipeline.Contracts;

namespace ServerlessMlops.Pipeline.Data;

/// <summary>Every cell is of the column's type.</summary>
internal sealed class KindRule : CellRule
{
    private readonly LogicalType _type;
    private readonly Breaches _wrong;
    private readonly Breaches _notFinite;
    private readonly Breaches _notWhole;
    private readonly Breaches _commas;
    private bool _hasPoints;

    private KindRule(LogicalType type, string code, string expected, BreachFactory breaches)
        : base(QualityBound.None)
    {
        _type = type;
        _wrong = breaches.Make(code, expected, Bound);
        _notFinite = breaches.Make(ProblemCodes.NotFinite, "a finite number, or an empty cell", Bound);
        _notWhole = breaches.Make(ContractCodes.NotWhole, "a whole number", Bound);
        _commas = breaches.Make(ProblemCodes.NotANumber, "a decimal point, as in the column's other numbers", Bound);
    }

    /// <summary>A comma is a decimal one where no number of the column has a point: known once all cells are seen.</summary>
    public override IReadOnlyList<Breaches> Found => _hasPoints ? [_wrong, _notFinite, _notWhole, _commas]
        : [_wrong, _notFinite, _notWhole];

    /// <returns>Null for a type that any text is of.</returns>
    public static KindRule? Of(LogicalType? type, BreachFactory breaches) => type switch
    {
        LogicalType.Number or LogicalType.Integer => new(type.Value, ProblemCodes.NotANumber, "a number", breaches),
        LogicalType.Boolean => new(type.Value, ProblemCodes.NotABoolean, "true or false (yes/no, 1/0)", breaches),
        LogicalType.Date or LogicalType.Timestamp => new(type.Value, ProblemCodes.NotADate, "a date such as 2024-05-31", breaches),
        _ => null,
    };

    public override void Add(ColumnSlice slice)
    {
        switch (_type)
        {
            case LogicalType.Boolean:
                AddBooleans(slice);
                break;
            case LogicalType.Number or LogicalType.Integer:
                AddNumbers(slice);
                break;
            default:
                AddDates(slice);
                break;
        }
    }

    private void AddNumbers(ColumnSlice slice)
    {
        var forms = slice.Forms.AsSpan(0, slice.Count);
        for (var cell = 0; cell < forms.Length; cell++)
        {
            switch (forms[cell])
            {
                case CellForm.Missing or CellForm.Nan or CellForm.Whole or CellForm.Code:
                    continue;
                case CellForm.Decimal:
                    _hasPoints = true;
                    if (_type == LogicalType.Integer && slice.Numbers[cell] != Math.Floor(slice.Numbers[cell]))
                    {
                        _notWhole.Add(slice, cell);
                    }

                    continue;
                case CellForm.NotFinite:
                    _notFinite.Add(slice, cell);
                    continue;
                case CellForm.Comma or CellForm.CommaOrThousands:
                    _commas.Add(slice, cell);
                    continue;
                default:
                    _wrong.Add(slice, cell);
                    continue;
            }
        }
    }

    private void AddBooleans(ColumnSlice slice)
    {
        for (var cell = 0; cell < slice.Count; cell++)
        {
            if (slice.Forms[cell] is not (CellForm.Missing or CellForm.Nan or CellForm.TrueFalse)
                && !BooleanCheck.TryRead(slice.Text(cell), out _))
            {
                _wrong.Add(slice, cell);
            }
        }
    }

    private void AddDates(ColumnSlice slice)
    {
        for (var cell = 0; cell < slice.Count; cell++)
        {
            if (slice.Forms[cell] is not (CellForm.Missing or CellForm.Nan or CellForm.Date))
            {
                _wrong.Add(slice, cell);
            }
        }
    }
}
