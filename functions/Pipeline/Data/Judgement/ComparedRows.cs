using ServerlessMlops.Pipeline.Training;

namespace ServerlessMlops.Pipeline.Data;

/// <summary>One side of a comparison: rows of a table, and those of them that numbers are sorted of.</summary>
internal sealed record ComparedRows(Table Table, int[] Rows, int[] Sampled)
{
    public static ComparedRows Of(Table table, int[] rows, DriftOptions options) => new(
        table, rows,
        rows.Length <= options.SampleRows
            ? rows
            : Array.ConvertAll(SampledRows.Draw(rows.Length, options.SampleRows, new SeededShuffle(options.Seed)), place => rows[place]));
}
