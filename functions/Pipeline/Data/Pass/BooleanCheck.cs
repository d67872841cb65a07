namespace ServerlessMlops.Pipeline.Data;

/// <summary>Looks for cells of a column declared boolean that are neither true nor false; see <see cref="Cell.TryBoolean"/>.</summary>
internal sealed class BooleanCheck : ISliceConsumer
{
    public Sightings Wrong { get; } = new();

    public void Add(ColumnSlice slice)
    {
        for (var cell = 0; cell < slice.Count; cell++)
        {
            if (slice.Forms[cell] > CellForm.Nan && slice.Forms[cell] != CellForm.TrueFalse && !TryRead(slice.Text(cell), out _))
            {
                Wrong.Add(slice.Row(cell), slice.Text(cell));
            }
        }
    }

    /// <param name="value">1 or 0.</param>
    public static bool TryRead(ReadOnlySpan<byte> cell, out double value)
    {
        Span<char> text = stackalloc char[8];
        var truth = false;
        var read = System.Text.Encoding.UTF8.TryGetChars(cell, text, out var length) && Cell.TryBoolean(text[..length], out truth);
        value = truth ? 1 : 0;
        return read;
    }
}
