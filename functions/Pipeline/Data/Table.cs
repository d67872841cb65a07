using System.Diagnostics.CodeAnalysis;

namespace ServerlessMlops.Pipeline.Data;

/// <summary>A table in memory, column by column; column names are distinct (compared ordinally).</summary>
public sealed class Table
{
    private readonly Dictionary<string, Column> _byName;

    public Table(IReadOnlyList<Column> columns)
    {
        Columns = columns;
        RowCount = columns.Count == 0 ? 0 : columns[0].RowCount;
        _byName = new Dictionary<string, Column>(columns.Count, StringComparer.Ordinal);
        foreach (var column in columns)
        {
            if (column.RowCount != RowCount)
            {
                throw new ArgumentException($"Column '{column.Name}' has {column.RowCount} rows; expected {RowCount}.", nameof(columns));
            }

            _byName.Add(column.Name, column);
        }
    }

    public int RowCount { get; }

    public IReadOnlyList<Column> Columns { get; }

    /// <exception cref="KeyNotFoundException">There is no such column.</exception>
    public Column this[string name] => _byName[name];

    public bool TryGet(string name, [NotNullWhen(true)] out Column? column) => _byName.TryGetValue(name, out column);

    /// <summary>The 1-based row of data in the file that became row <paramref name="row"/> here: they differ where a broken row was left out.</summary>
    public long FileRow(int row) => FileRows is null ? row + 1 : FileRows[row];

    internal IReadOnlyList<long>? FileRows { get; init; }
}
