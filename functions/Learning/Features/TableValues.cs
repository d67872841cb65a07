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

    /// <summary>The codes of an input that is text and coded in the table; null where it is not.</summary>
    public CategoryColumn? Coded(string input, IReadOnlyList<InputColumn> inputs)
    {
        var index = inputs.Index().Where(pair => pair.Item.Name == input).Select(pair => pair.Index).DefaultIfEmpty(-1).First();
        return index >= 0 && _isText[index] ? _columns[index] as CategoryColumn : null;
    }
}
