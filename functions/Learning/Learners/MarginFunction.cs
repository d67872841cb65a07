namespace ServerlessMlops.Learning.Learners;

/// <summary>Computes margins (log-odds, or the target's unit for regression) and exact contributions. Thread-safe.</summary>
/// <param name="columns">Encoded columns a row.</param>
/// <param name="outputs">Margins a row.</param>
internal abstract class MarginFunction(int columns, int outputs) : IDisposable
{
    public int Columns { get; } = columns;

    public int Outputs { get; } = outputs;

    /// <summary>How contributions are made, where they are not exact in the margin's unit; else null.</summary>
    public virtual string? Explanation => null;

    /// <summary>Rows whose contributions are worth their time when many are asked for.</summary>
    public virtual int MostExplained => int.MaxValue;

    /// <returns>Row by row, <see cref="Outputs"/> numbers each.</returns>
    public abstract double[] Margins(ReadOnlySpan<double> values, int rows);

    /// <returns>
    /// Row by row, for each output one number a column and the base value after them; they sum to the margin.
    /// </returns>
    public abstract double[] Contributions(ReadOnlySpan<double> values, int rows);

    public virtual void Dispose()
    {
    }
}
