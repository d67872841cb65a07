using System.Text;
using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Data;

namespace ServerlessMlops.Pipeline.Tests.Data.Formats;

/// <summary>One cell as a consumer sees it.</summary>
internal readonly record struct SeenCell(CellForm Form, double Number, ulong Hash, string Text);

/// <summary>Reads a file as consumers of the pass see it.</summary>
internal static class Slices
{
    public static IReadOnlyDictionary<string, List<SeenCell>> Of(byte[] file, string name, out IReadOnlyList<Problem> problems)
    {
        var list = new ProblemList(name);
        using var reader = DatasetFormat.Open(new MemoryStream(file), name, list);
        var seen = new Dictionary<string, List<SeenCell>>();
        if (reader is not null)
        {
            Read(reader, seen);
        }

        problems = list.ToList();
        return seen;
    }

    private static void Read(RowReader reader, Dictionary<string, List<SeenCell>> seen)
    {
        var (slice, rows) = (new ColumnSlice(), 0L);

        // Two in turn, and the columns of one looked at while the other was read already: as in the pass.
        var (current, next) = (reader.NewBatch(), reader.NewBatch());
        for (var more = reader.Read(current); more; (current, next) = (next, current))
        {
            more = reader.Read(next);
            for (var column = 0; column < reader.Names.Count; column++)
            {
                current.Fill(column, slice);
                var cells = seen.TryGetValue(reader.Names[column], out var known) ? known : seen[reader.Names[column]] = [];
                for (var i = 0; i < slice.Count; i++)
                {
                    Assert.Equal(rows + i + 1, slice.Row(i));
                    cells.Add(new SeenCell(slice.Forms[i], slice.Numbers[i], slice.Hashes[i], Encoding.UTF8.GetString(slice.Text(i))));
                }
            }

            rows += current.Count;
        }

        reader.Finish();
    }
}
