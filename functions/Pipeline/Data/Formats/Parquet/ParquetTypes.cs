namespace ServerlessMlops.Pipeline.Data;

/// <summary>How values are stored; the numbers are the format's.</summary>
internal enum ParquetPhysical
{
    Boolean = 0,
    Int32 = 1,
    Int64 = 2,
    Int96 = 3,
    Float = 4,
    Double = 5,
    Bytes = 6,
    FixedBytes = 7,
}

/// <summary>What values mean.</summary>
internal enum ParquetKind
{
    Boolean,
    Signed,
    Unsigned32,
    Unsigned64,
    Real,
    Half,
    Scaled,
    Days,
    TimestampMillis,
    TimestampMicros,
    TimestampNanos,
    TimeMillis,
    TimeMicros,
    TimeNanos,
    Julian,
    Text,
    Uuid,
}

/// <param name="Leaf">Its place among the columns of a row group.</param>
/// <param name="Length">Bytes of a value of <see cref="ParquetPhysical.FixedBytes"/>.</param>
/// <param name="Scale">Digits behind the point, of <see cref="ParquetKind.Scaled"/>.</param>
/// <param name="Optional">Cells may be missing.</param>
internal sealed record ParquetColumn(
    string Name, int Leaf, ParquetPhysical Physical, int Length, ParquetKind Kind, int Scale, bool Optional)
{
    /// <summary>Values are bytes, which lie in a page or a dictionary.</summary>
    public bool IsPlaced => Physical is ParquetPhysical.Bytes or ParquetPhysical.FixedBytes or ParquetPhysical.Int96;

    /// <summary>Bytes of one value where every value has the same.</summary>
    public int Width => Physical switch
    {
        ParquetPhysical.Int32 or ParquetPhysical.Float => 4,
        ParquetPhysical.Int64 or ParquetPhysical.Double => 8,
        ParquetPhysical.Int96 => 12,
        ParquetPhysical.FixedBytes => Length,
        _ => 0,
    };
}
