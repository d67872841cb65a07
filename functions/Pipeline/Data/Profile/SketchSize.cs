namespace ServerlessMlops.Pipeline.Data;

/// <summary>How much is kept of a column: what is kept of all columns together stays small, however many there are.</summary>
/// <param name="Precision">Of the count of distinct values; see <see cref="Statistics.Sketches.HyperLogLog"/>.</param>
/// <param name="Places">Of frequent values; see <see cref="Statistics.Sketches.FrequentItems"/>.</param>
/// <param name="K">Of quantiles; see <see cref="Statistics.Sketches.KllSketch"/>.</param>
internal sealed record SketchSize(int Precision, int Places, int K)
{
    /// <summary>About 200 KB a column at most, 50 in most.</summary>
    public static readonly SketchSize Usual = new(14, 512, 1_024);

    /// <summary>About 20 KB a column at most.</summary>
    public static readonly SketchSize Small = new(12, 32, 256);

    /// <summary>Columns from which on each gets the small ones.</summary>
    private const int ManyColumns = 500;

    /// <param name="columns">Columns that the file is known to have.</param>
    public static SketchSize Of(int columns) => columns < ManyColumns ? Usual : Small;
}
