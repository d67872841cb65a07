using System.Text;
using ServerlessMlops.Pipeline.Contracts;

namespace ServerlessMlops.Pipeline.Data;

/// <summary>The values that a column may have, compared as its type compares: 1.0 is the number 1, and not the text.</summary>
internal sealed class ValueSet
{
    private readonly LogicalType _type;
    private readonly HashSet<string> _texts = new(StringComparer.Ordinal);
    private readonly HashSet<double> _numbers = [];
    private readonly int _longest;

    public ValueSet(IReadOnlyList<string> values, LogicalType? type)
    {
        _type = type ?? LogicalType.String;
        foreach (var value in values)
        {
            _texts.Add(value);
            _longest = Math.Max(_longest, value.Length);
            if (Number(value) is { } number)
            {
                _numbers.Add(number);
            }
        }
    }

    /// <summary>Whether a cell with a value has one of these; one that is not of the type is judged elsewhere, and passes.</summary>
    public bool Allows(ColumnSlice slice, int cell)
    {
        var form = slice.Forms[cell];
        switch (_type)
        {
            case LogicalType.Number or LogicalType.Integer:
                return form is CellForm.TrueFalse or CellForm.Date or CellForm.Text or CellForm.NotFinite
                    || _numbers.Contains(slice.Numbers[cell]);
            case LogicalType.Date or LogicalType.Timestamp:
                return form != CellForm.Date || _numbers.Contains(slice.Numbers[cell]);
            case LogicalType.Boolean:
                return !BooleanCheck.TryRead(slice.Text(cell), out var truth) || _numbers.Contains(truth);
            default:
                return Contains(slice.Text(cell));
        }
    }

    private bool Contains(ReadOnlySpan<byte> text)
    {
        // A character is at most three bytes for each of its UTF-16 units.
        if (text.Length > _longest * 3)
        {
            return false;
        }

        var room = text.Length <= 256 ? stackalloc char[256] : new char[text.Length];
        return Encoding.UTF8.TryGetChars(text, room, out var length)
            && _texts.GetAlternateLookup<ReadOnlySpan<char>>().Contains(room[..length]);
    }

    private double? Number(string value) => _type switch
    {
        LogicalType.Number or LogicalType.Integer => Cell.TryNumber(value, decimalComma: false, out var number) ? number : null,
        LogicalType.Date or LogicalType.Timestamp => Cell.TryDate(value, out var days) ? days : null,
        LogicalType.Boolean => Cell.TryBoolean(value, out var truth) ? (truth ? 1 : 0) : null,
        _ => null,
    };
}
