using ServerlessMlops.Pipeline.Contracts;

namespace ServerlessMlops.Pipeline.Data;

/// <summary>What tells a cell's value from any other, for keys.</summary>
internal static class KeyHash
{
    /// <summary>Above it a double no longer tells every whole number from the next: long numbers of documents and accounts.</summary>
    private const double Exact = 9_007_199_254_740_992;

    /// <summary>Texts are the same where they are written the same; numbers where they are equal.</summary>
    public static ulong Of(ColumnSlice slice, int cell, LogicalType? type)
    {
        var form = slice.Forms[cell];
        var isNumber = type is not (LogicalType.String or LogicalType.Time or null);
        return form is CellForm.Text or CellForm.Code or CellForm.NotFinite || form <= CellForm.Nan
            || (isNumber && !(Math.Abs(slice.Numbers[cell]) >= Exact))
            ? slice.Hashes[cell]
            : StableHash.OfText(slice.Text(cell));
    }
}
