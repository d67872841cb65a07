using ServerlessMlops.Pipeline.Contracts;

namespace ServerlessMlops.Pipeline.Data;

/// <summary>One column of a <see cref="Table"/>: a <see cref="NumberColumn"/> or a <see cref="CategoryColumn"/>.</summary>
public abstract class Column
{
    private protected Column(string name, ColumnKind kind)
    {
        Name = name;
        Kind = kind;
    }

    public string Name { get; }

    public ColumnKind Kind { get; }

    public abstract int RowCount { get; }

    public abstract bool IsMissing(int row);

    /// <summary>The cell as text, null where it is missing: two cells are equal exactly when their texts are.</summary>
    public abstract string? Text(int row);

    /// <summary>A hash of the cell, stable for ever: equal cells have equal hashes.</summary>
    internal abstract ulong Hash(int row);

    public int MissingCount()
    {
        var missing = 0;
        for (var row = 0; row < RowCount; row++)
        {
            missing += IsMissing(row) ? 1 : 0;
        }

        return missing;
    }
}
