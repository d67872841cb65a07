using ServerlessMlops.Pipeline.Contracts;

namespace ServerlessMlops.Pipeline.Data;

/// <summary>Categories or text, coded: each distinct value is held once.</summary>
public sealed class CategoryColumn : Column
{
    private readonly ulong[] _hashes;

    /// <param name="codes">One a row: an index into <paramref name="levels"/>, or -1 where the cell is missing.</param>
    /// <param name="levels">The distinct values, in ordinal order.</param>
    public CategoryColumn(string name, ColumnKind kind, int[] codes, string[] levels)
        : base(name, kind)
    {
        if (kind is not (ColumnKind.Category or ColumnKind.Text))
        {
            throw new ArgumentException($"Seen the kind {kind} for text; expected Category or Text.", nameof(kind));
        }

        Codes = codes;
        Levels = levels;
        _hashes = Array.ConvertAll(levels, level => StableHash.Of(level));
    }

    public int[] Codes { get; }

    public string[] Levels { get; }

    public override int RowCount => Codes.Length;

    public override bool IsMissing(int row) => Codes[row] < 0;

    public override string? Text(int row) => Codes[row] < 0 ? null : Levels[Codes[row]];

    internal override ulong Hash(int row) => Codes[row] < 0 ? 0 : _hashes[Codes[row]];
}
