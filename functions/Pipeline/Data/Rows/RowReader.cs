namespace ServerlessMlops.Pipeline.Data;

/// <summary>One pass over a file, in memory that does not grow with it: one implementation for each format.</summary>
/// <remarks>What is wrong with the file's structure goes to the list of problems as it is met; rows that cannot be told into cells are left out.</remarks>
internal abstract class RowReader : IDisposable
{
    /// <summary>The columns, distinct; empty where the file has no header that can be worked with. JSON Lines may add some while it is read.</summary>
    public abstract IReadOnlyList<string> Names { get; }

    /// <summary>Rows that could not be told into cells: they were reported, and come in no batch.</summary>
    public virtual IReadOnlyList<(long Row, string Code)> LeftOut => [];

    /// <summary>What was found out about the file itself.</summary>
    public abstract Contracts.FileFacts Facts { get; }

    /// <summary>Whether columns may come up after the first row; a batch then gives one that it does not know as missing cells.</summary>
    public virtual bool MayGainColumns => false;

    /// <summary>A batch of this reader's own, to be given to <see cref="Read"/>; two can be in use at once.</summary>
    public abstract RowBatch NewBatch();

    /// <returns>False at the end, and where reading has to stop.</returns>
    public abstract bool Read(RowBatch batch);

    /// <summary>Problems that can be said only once all was read.</summary>
    public abstract void Finish();

    public virtual void Dispose()
    {
    }
}
