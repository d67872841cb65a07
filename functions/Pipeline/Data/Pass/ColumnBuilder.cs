using System.Text;
using ServerlessMlops.Pipeline.Contracts;

namespace ServerlessMlops.Pipeline.Data;

/// <summary>Collects the cells of one column whose kind is known.</summary>
internal abstract class ColumnBuilder
{
    /// <summary>Cells kept so far.</summary>
    public int Count { get; protected set; }

    /// <param name="left">True for the rows of the slice that are left out; empty where none is.</param>
    /// <returns>The first cell that is not of the column's kind, -1 where all are; it is then missing.</returns>
    public abstract int Add(ColumnSlice slice, ReadOnlySpan<bool> left);

    public abstract Column ToColumn();

    public static ColumnBuilder For(string name, InferredKind kind, int rows) =>
        kind.Kind is ColumnKind.Category or ColumnKind.Text ? new Texts(name, kind.Kind, rows) : new Numbers(name, kind, rows);

    private sealed class Numbers(string name, InferredKind kind, int rows) : ColumnBuilder
    {
        private readonly double[] _values = new double[rows];

        public override int Add(ColumnSlice slice, ReadOnlySpan<bool> left)
        {
            var wrong = -1;
            for (var cell = 0; cell < slice.Count; cell++)
            {
                if ((!left.IsEmpty && left[cell]) || Count == rows)
                {
                    continue;
                }

                var form = slice.Forms[cell];
                var value = double.NaN;
                if (form > CellForm.Nan && !TryRead(slice, cell, form, out value))
                {
                    (wrong, value) = (wrong < 0 ? cell : wrong, double.NaN);
                }

                _values[Count++] = value;
            }

            return wrong;
        }

        public override Column ToColumn() => new NumberColumn(name, kind.Kind, _values);

        private bool TryRead(ColumnSlice slice, int cell, CellForm form, out double value)
        {
            value = slice.Numbers[cell];
            switch (kind.Kind)
            {
                case ColumnKind.Boolean:
                    return form == CellForm.TrueFalse || BooleanCheck.TryRead(slice.Text(cell), out value);
                case ColumnKind.Date:
                    return form == CellForm.Date;
                default:
                    return form is CellForm.Whole or CellForm.Decimal or CellForm.Code
                        || (kind.DecimalComma && form is CellForm.Comma or CellForm.CommaOrThousands);
            }
        }
    }

    private sealed class Texts(string name, ColumnKind kind, int rows) : ColumnBuilder
    {
        private readonly int[] _codes = new int[rows];
        private readonly Dictionary<string, int> _byText = new(StringComparer.Ordinal);
        private char[] _chars = new char[64];

        public override int Add(ColumnSlice slice, ReadOnlySpan<bool> left)
        {
            var lookup = _byText.GetAlternateLookup<ReadOnlySpan<char>>();
            for (var cell = 0; cell < slice.Count; cell++)
            {
                if ((!left.IsEmpty && left[cell]) || Count == rows)
                {
                    continue;
                }

                if (slice.Forms[cell] <= CellForm.Nan)
                {
                    _codes[Count++] = -1;
                    continue;
                }

                var text = Chars(slice.Text(cell));
                if (!lookup.TryGetValue(text, out var code))
                {
                    code = _byText.Count;
                    lookup[text] = code;
                }

                _codes[Count++] = code;
            }

            return -1;
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

        private ReadOnlySpan<char> Chars(ReadOnlySpan<byte> text)
        {
            if (_chars.Length < text.Length)
            {
                _chars = new char[text.Length * 2];
            }

            return _chars.AsSpan(0, Encoding.UTF8.GetChars(text, _chars));
        }
    }
}
