using System.Globalization;
using System.Text;
using ServerlessMlops.Pipeline.Contracts;

namespace ServerlessMlops.Pipeline.Data;

/// <summary>The text of a value from a format that holds values rather than text.</summary>
internal static class CellText
{
    /// <param name="room">At least 40 bytes.</param>
    public static ReadOnlySpan<byte> Write(CellForm form, double number, Span<byte> room)
    {
        var text = form switch
        {
            CellForm.TrueFalse => NumberColumn.Format(ColumnKind.Boolean, number),
            CellForm.Date => NumberColumn.Format(ColumnKind.Date, number),
            CellForm.NotFinite => number.ToString(CultureInfo.InvariantCulture),
            _ => NumberColumn.Format(ColumnKind.Number, number),
        };
        return room[..Encoding.UTF8.GetBytes(text, room)];
    }
}
