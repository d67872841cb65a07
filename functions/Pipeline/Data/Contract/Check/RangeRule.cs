using System.Globalization;
using ServerlessMlops.Pipeline.Contracts;

namespace ServerlessMlops.Pipeline.Data;

/// <summary>Numbers, or dates, lie between two ends; cells of another kind are not judged here.</summary>
internal sealed class RangeRule : CellRule
{
    private readonly double _low;
    private readonly double _high;
    private readonly bool _isDate;
    private readonly Breaches _outside;

    private RangeRule(double low, double high, bool isDate, BreachFactory breaches)
        : base(QualityBound.None)
    {
        (_low, _high, _isDate) = (low, high, isDate);
        _outside = breaches.Make(ContractCodes.OutOfRange, Words(), Bound);
    }

    public override IReadOnlyList<Breaches> Found => [_outside];

    public static RangeRule? Of(ContractProperty property, BreachFactory breaches)
    {
        var options = property.Options;
        var (least, most) = OfFormat(options.Format);
        var low = Math.Max(least, Math.Max(options.Minimum ?? double.NegativeInfinity, Next(options.ExclusiveMinimum)
            ?? double.NegativeInfinity));
        var high = Math.Min(most, Math.Min(options.Maximum ?? double.PositiveInfinity, Before(options.ExclusiveMaximum)
            ?? double.PositiveInfinity));
        return double.IsInfinity(low) && double.IsInfinity(high)
            ? null
            : new RangeRule(low, high, property.Type is LogicalType.Date or LogicalType.Timestamp, breaches);
    }

    public override void Add(ColumnSlice slice)
    {
        var numbers = slice.Numbers.AsSpan(0, slice.Count);
        for (var cell = 0; cell < numbers.Length; cell++)
        {
            var number = numbers[cell];
            if (!(number >= _low && number <= _high) && IsJudged(slice.Forms[cell]))
            {
                _outside.Add(slice, cell);
            }
        }
    }

    private bool IsJudged(CellForm form) => _isDate
        ? form == CellForm.Date
        : form is CellForm.Whole or CellForm.Decimal or CellForm.Code or CellForm.Comma or CellForm.CommaOrThousands;

    private string Words()
    {
        var (low, high) = (Shown(_low, up: true), Shown(_high, up: false));
        return double.IsInfinity(_high) ? low.Words : double.IsInfinity(_low) ? high.Words
            : low.IsOpen || high.IsOpen ? $"{low.Words} and {high.Words}" : $"{low.Value} to {high.Value}";
    }

    /// <summary>An excluded end was moved by the smallest step there is; it is shown where it stood.</summary>
    private (string Value, bool IsOpen, string Words) Shown(double end, bool up)
    {
        if (double.IsInfinity(end))
        {
            return ("", false, "");
        }

        var near = Math.Round(end, 6);
        var isOpen = end != near && Math.Abs(end - near) <= Math.Abs(Math.BitIncrement(end) - end) * 2;
        var value = _isDate ? Cell.FormatDate(near) : (isOpen ? near : end).ToString("R", CultureInfo.InvariantCulture);
        return (value, isOpen, (up, isOpen) switch
        {
            (true, false) => $"at least {value}",
            (true, true) => $"above {value}",
            (false, false) => $"at most {value}",
            _ => $"below {value}",
        });
    }

    private static double? Next(double? end) => end is { } value ? Math.BitIncrement(value) : null;

    private static double? Before(double? end) => end is { } value ? Math.BitDecrement(value) : null;

    private static (double Least, double Most) OfFormat(string? format) => format switch
    {
        "i8" => (sbyte.MinValue, sbyte.MaxValue),
        "i16" => (short.MinValue, short.MaxValue),
        "i32" => (int.MinValue, int.MaxValue),
        "i64" => (long.MinValue, long.MaxValue),
        "u8" => (0, byte.MaxValue),
        "u16" => (0, ushort.MaxValue),
        "u32" => (0, uint.MaxValue),
        "u64" => (0, ulong.MaxValue),
        "u128" => (0, double.PositiveInfinity),
        _ => (double.NegativeInfinity, double.PositiveInfinity),
    };
}
