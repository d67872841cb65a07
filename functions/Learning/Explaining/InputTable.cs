using ServerlessMlops.Learning.Features;
using ServerlessMlops.Pipeline.Data;
using ServerlessMlops.Pipeline.Training;

namespace ServerlessMlops.Learning.Explaining;

/// <summary>Rows of a table with nothing but the columns that a model reads, so that one of them can be exchanged at little cost.</summary>
/// <remarks>Columns and not features are exchanged: what is derived from a column moves with it.</remarks>
public sealed class InputTable
{
    private readonly Table _table;
    private readonly int[] _rows;

    private InputTable(Table table, int[] origin)
    {
        _table = table;
        Origin = origin;
        _rows = [.. Enumerable.Range(0, origin.Length)];
    }

    /// <summary>Of each row, where it stood in the table that it was taken from.</summary>
    public int[] Origin { get; }

    public int Rows => _rows.Length;

    public Column this[string input] => _table[input];

    public static InputTable Of(IReadOnlyList<InputColumn> inputs, Table table, int[] rows) =>
        new(new Table([.. inputs.Select(input => Columns.Take(table[input.Name], rows))]), rows);

    /// <summary>At most so many of some rows, drawn without replacement and left in order.</summary>
    public static int[] Draw(int[] rows, int most, int seed)
    {
        if (rows.Length <= most)
        {
            return rows;
        }

        var drawn = (int[])rows.Clone();
        new SeededShuffle(seed).Shuffle<int>(drawn);
        return [.. drawn.Take(most).Order()];
    }

    /// <summary>The same rows with one column exchanged for another of the same name and length.</summary>
    public InputTable With(Column exchanged) =>
        new(new Table([.. _table.Columns.Select(column => column.Name == exchanged.Name ? exchanged : column)]), Origin);

    /// <summary>Some of the rows, by their place here.</summary>
    public InputTable Take(int[] rows) =>
        new(new Table([.. _table.Columns.Select(column => Columns.Take(column, rows))]), Array.ConvertAll(rows, row => Origin[row]));

    public double[] Margins(Scorer scorer) => scorer.Margins(_table, _rows);
}
