using System.Globalization;

namespace ServerlessMlops.Pipeline.Data;

/// <summary>Numbers are multiples of one number, as near as doubles can tell.</summary>
internal sealed class MultipleRule : CellRule
{
    /// <summary>0.3 ÷ 0.1 misses 3 by 4e-16; a share of the quotient that rounding of two numbers can make.</summary>
    private const double Tolerance = 1e-12;

    private readonly double _step;
    private readonly Breaches _between;

    public MultipleRule(double step, BreachFactory breaches)
        : base(QualityBound.None)
    {
        _step = step;
        _between = breaches.Make(ContractCodes.NotAMultiple, $"a multiple of {step.ToString("R", CultureInfo.InvariantCulture)}", Bound);
    }

    public override IReadOnlyList<Breaches> Found => [_between];

    public override void Add(ColumnSlice slice)
    {
        for (var cell = 0; cell < slice.Count; cell++)
        {
            if (slice.Forms[cell] is CellForm.Whole or CellForm.Decimal or CellForm.Code or CellForm.Comma)
            {
                var quotient = slice.Numbers[cell] / _step;
                if (Math.Abs(quotient - Math.Round(quotient)) > Tolerance * Math.Max(1, Math.Abs(quotient)))
                {
                    _between.Add(slice, cell);
                }
            }
        }
    }
}
