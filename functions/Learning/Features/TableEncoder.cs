using ServerlessMlops.Pipeline.Data;

namespace ServerlessMlops.Learning.Features;

/// <summary>Writes one feature of many rows of one table; the cells are those that <see cref="CellWriter"/> gives, made faster where they can be.</summary>
internal abstract class TableEncoder
{
    /// <summary>Wider encodings are written row by row: keeping them by level would cost more memory than it saves time.</summary>
    private const int WidestKept = 16;

    /// <param name="matrix">Row by row, <paramref name="stride"/> numbers each; from its start on.</param>
    /// <param name="start">Of the feature's cells in a row.</param>
    public abstract void Write(ReadOnlySpan<int> rows, Span<double> matrix, int start, int stride);

    public static TableEncoder For(FeatureColumn feature, FeatureValues values, CellWriter writer, TableValues inputs) =>
        (feature, feature.Expression is null ? inputs[feature.Name] : null) switch
        {
            ({ Encoding: NumberEncoding }, NumberColumn numbers) => new Numbers(numbers.Values),
            ({ IsText: true, Encoding.Layout.Count: <= WidestKept }, CategoryColumn coded) => new Levels(writer, coded, feature.Encoding.Layout.Count),
            _ => new Cells(writer, values, inputs, feature.Encoding.Layout.Count),
        };

    private sealed class Numbers(double[] values) : TableEncoder
    {
        public override void Write(ReadOnlySpan<int> rows, Span<double> matrix, int start, int stride)
        {
            var at = start;
            foreach (var row in rows)
            {
                // As NumberEncoding writes it: −0 becomes 0.
                matrix[at] = values[row] + 0.0;
                at += stride;
            }
        }
    }

    /// <summary>A level is looked up once, not once a row.</summary>
    private sealed class Levels(CellWriter writer, CategoryColumn column, int width) : TableEncoder
    {
        private readonly double[]?[] _written = new double[]?[column.Levels.Length + 1];

        public override void Write(ReadOnlySpan<int> rows, Span<double> matrix, int start, int stride)
        {
            var at = start;
            foreach (var row in rows)
            {
                var code = column.Codes[row];
                var cells = _written[code + 1];
                if (cells is null)
                {
                    _written[code + 1] = cells = new double[width];
                    writer.Write(new FeatureValue(double.NaN, code < 0 ? null : column.Levels[code]), cells);
                }

                cells.CopyTo(matrix.Slice(at, width));
                at += stride;
            }
        }
    }

    private sealed class Cells(CellWriter writer, FeatureValues values, TableValues inputs, int width) : TableEncoder
    {
        public override void Write(ReadOnlySpan<int> rows, Span<double> matrix, int start, int stride)
        {
            var row = 0;
            FeatureValue Read(int input) => inputs.Of(input, row);
            for (var i = 0; i < rows.Length; i++)
            {
                row = rows[i];
                writer.Write(values.Of(Read), matrix.Slice((i * stride) + start, width));
            }
        }
    }
}
