using System.Runtime.ExceptionServices;

namespace ServerlessMlops.Pipeline.Data;

/// <summary>Takes the rows of a file past its columns: while some threads work on the columns of one batch, one reads the next.</summary>
/// <remarks>A column sees its cells in the order of the file, so what comes out does not depend on how many threads there are.</remarks>
internal sealed class RowPass(RowReader reader)
{
    private readonly int _workers = Math.Clamp(Environment.ProcessorCount, 1, 8);

    /// <summary>Columns that are looked at together; filled before the others, one batch after the other. Always as many.</summary>
    public Func<IReadOnlyList<int>> Shared { get; init; } = () => [];

    /// <summary>Called with the slices of <see cref="Shared"/>, one batch after the other.</summary>
    public Action<RowBatch, IReadOnlyList<ColumnSlice>>? OnShared { get; init; }

    /// <summary>Called where the file turns out to have more columns than were known, with the rows before; for all but JSON Lines once, with 0.</summary>
    public Action<int, long>? OnColumns { get; init; }

    /// <param name="onColumn">One column of one batch; different columns at once on different threads.</param>
    /// <returns>Rows seen.</returns>
    public long Run(Action<int, ColumnSlice> onColumn)
    {
        var slices = Enumerable.Range(0, _workers).Select(_ => new ColumnSlice()).ToArray();
        var shared = Shared().Select(_ => new ColumnSlice()).ToArray();
        var (current, next) = (reader.NewBatch(), reader.NewBatch());
        long rows = 0;
        for (var more = reader.Read(current); more; (current, next) = (next, current))
        {
            OnColumns?.Invoke(reader.Names.Count, rows);
            var together = Shared();
            for (var i = 0; i < shared.Length; i++)
            {
                current.Fill(together[i], shared[i]);
            }

            OnShared?.Invoke(current, shared);
            var (batch, following) = (current, next);
            Spread(reader.Names.Count, batch.Count, () => more = reader.Read(following), (column, worker) =>
            {
                batch.Fill(column, slices[worker]);
                onColumn(column, slices[worker]);
            });
            rows += batch.Count;
        }

        reader.Finish();
        return rows;
    }

    private void Spread(int columns, int rows, Action read, Action<int, int> work)
    {
        var taken = -2;
        Exception? fault = null;
        void Work(int worker)
        {
            try
            {
                for (var item = Interlocked.Increment(ref taken); item < columns; item = Interlocked.Increment(ref taken))
                {
                    if (item < 0)
                    {
                        read();
                    }
                    else
                    {
                        work(item, worker);
                    }
                }
            }
            catch (Exception e)
            {
                Interlocked.CompareExchange(ref fault, e, null);
            }
        }

        // A few cells are not worth waking another thread.
        if (_workers == 1 || (long)rows * columns < 4_096)
        {
            Work(0);
        }
        else
        {
            Parallel.For(0, _workers, Work);
        }

        if (fault is not null)
        {
            ExceptionDispatchInfo.Throw(fault);
        }
    }
}
