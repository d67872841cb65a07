using ServerlessMlops.Pipeline.Contracts;

namespace ServerlessMlops.Pipeline.Data;

/// <summary>Collects the cells of one column whose kind is known.</summary>
internal abstract class ColumnBuilder
{
    /// <returns>False where the cell is not of the column's kind; it is then missing.</returns>
    public abstract bool Add(ReadOnlySpan<char> cell);

    public abstract Column ToColumn();

    public static ColumnBuilder For(string name, InferredKind kind, int rows) =>
        kind.Kind is ColumnKind.Category or ColumnKind.Text ? new Texts(name, kind.Kind, rows) : new Numbers(name, kind, rows);

    private sealed class Numbers(string name, InferredKind kind, int rows) : ColumnBuilder
    {
        private readonly double[] _values = new double[rows];
        private int _count;

        public override bool Add(ReadOnlySpan<char> cell)
        {
            var value = double.NaN;
            var ok = MissingTokens.Match(cell) || TryRead(cell, out value);
            _values[_count++] = ok ? value : double.NaN;
            return ok;
        }

        public override Column ToColumn() => new NumberColumn(name, kind.Kind, _values);

        private bool TryRead(ReadOnlySpan<char> cell, out double value)
        {
            switch (kind.Kind)
            {
                case ColumnKind.Boolean:
                    var read = Cell.TryBoolean(cell, out var truth);
                    value = truth ? 1 : 0;
                    return read;
                case ColumnKind.Date:
                    return Cell.TryDate(cell, out value);
                default:
                    return Cell.TryNumber(cell, kind.DecimalComma, out value) && double.IsFinite(value);
            }
        }
    }

    private sealed class Texts(string name, ColumnKind kind, int rows) : ColumnBuilder
    {
        private readonly int[] _codes = new int[rows];
        private readonly Dictionary<string, int> _byText = new(StringComparer.Ordinal);
        private int _count;

        public override bool Add(ReadOnlySpan<char> cell)
        {
            if (MissingTokens.Match(cell))
            {
                _codes[_count++] = -1;
                return true;
            }

            var lookup = _byText.GetAlternateLookup<ReadOnlySpan<char>>();
            if (!lookup.TryGetValue(cell, out var code))
            {
                code = _byText.Count;
                lookup[cell] = code;
            }

            _codes[_count++] = code;
            return true;
        }

        public override Column ToColumn()
        {
            string[] levels = [.. _byText.Keys];
            Array.Sort(levels, StringComparer.Ordinal);
            var codes = new int[levels.Length];
            for (var i = 0; i < levels.Length; i++)
            {
                codes[_byText[levels[i]]] = i;
            }

            return new CategoryColumn(name, kind, Array.ConvertAll(_codes, code => code < 0 ? -1 : codes[code]), levels);
        }
    }
}
