using ParquetSharp;
using ParquetSharp.IO;

namespace ServerlessMlops.Pipeline.Tests.Data.Formats;

/// <summary>Parquet files as Arrow writes them.</summary>
internal static class ParquetFiles
{
    public static byte[] Write(Column[] columns, Action<WriterPropertiesBuilder>? options, int groups, Action<RowGroupWriter, int> write)
    {
        using var buffer = new ResizableBuffer();
        using (var stream = new BufferOutputStream(buffer))
        {
            using var builder = new WriterPropertiesBuilder();
            options?.Invoke(builder);
            using var properties = builder.Build();
            using var file = new ParquetFileWriter(stream, columns, properties);
            for (var group = 0; group < groups; group++)
            {
                using var rows = file.AppendRowGroup();
                write(rows, group);
            }

            file.Close();
        }

        return buffer.ToArray();
    }

    public static void Add<T>(this RowGroupWriter rows, T[] values)
    {
        using var writer = rows.NextColumn().LogicalWriter<T>();
        writer.WriteBatch(values);
    }

    /// <summary>A table of the usual types: number, missing numbers, text with few values, text with many, boolean.</summary>
    public static byte[] Table(int rows, int groups = 2, Action<WriterPropertiesBuilder>? options = null)
    {
        Column[] columns =
        [
            new Column<long>("id"), new Column<double?>("x"), new Column<string>("few"), new Column<string>("many"),
            new Column<bool>("flag"), new Column<int>("n"),
        ];
        return Write(columns, options, groups, (writer, group) =>
        {
            var ids = Enumerable.Range(group * rows, rows).ToArray();
            writer.Add(Array.ConvertAll(ids, id => (long)id));
            writer.Add(Array.ConvertAll(ids, id => id % 7 == 0 ? null : (double?)(id / 8.0)));
            writer.Add(Array.ConvertAll(ids, id => "level " + (id % 5)));
            writer.Add(Array.ConvertAll(ids, id => $"text {id} {id * 7919L % 1000}"));
            writer.Add(Array.ConvertAll(ids, id => id % 3 == 0));
            writer.Add(Array.ConvertAll(ids, id => (id * 31) - 1000));
        });
    }
}
