using ServerlessMlops.Pipeline.Data;

namespace ServerlessMlops.Learning.Features;

/// <summary>The cells of a table as values of inputs: what <see cref="RowReader"/> is for JSON.</summary>
internal sealed class TableValues
{
    private readonly Column[] _columns;
    private readonly bool[] _isText;

    /// <exception cref="ArgumentException">A column holds text where the transform reads numbers: see <see cref="TableFit"/>.</exception>
    public TableValues(IReadOnlyList<InputColumn> inputs, Table table)
    {
        _columns = [.. inputs.Select(input => table[input.Name])];
        _isText = [.. inputs.Select(input => input.IsText)];
        foreach (var (input, column) in inputs.Zip(_columns))
        {
            if (!input.IsText && column is not NumberColumn && column.MissingCount() < column.RowCount)
            {
                throw new ArgumentException($"Column '{column.Name}' is {column.Kind}; expected {input.Kind}.", nameof(table));
            }
        }
    }

    public FeatureValue Of(int input, int row) => _columns[input] switch
    {
        var column when _isText[input] => new FeatureValue(double.NaN, column.Text(row)),
        NumberColumn numbers => new FeatureValue(numbers.Values[row], null),
        _ => FeatureValue.Missing,
    };

    /// <summary>The column of an input.</summary>
    public Column this[string input] => _columns.First(column => column.Name == input);
}
