using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Data;

namespace ServerlessMlops.Learning.Features;

/// <summary>Turns rows into the numbers that learners see: the same way in training, evaluation and serving.</summary>
/// <remarks>
/// Numbers and booleans stay, NaN where missing. A date becomes days since 1970-01-01, month (1–12), weekday (0 is Sunday) and, where
/// training saw one, hour (0–24). A category becomes a code; a level that training saw too rarely, or never, has the code of "other",
/// and no value has a code of its own, for that a value is missing is often telling.
/// </remarks>
public sealed class FeatureEncoder
{
    private readonly Dictionary<string, int>?[] _codes;

    public FeatureEncoder(IReadOnlyList<FeatureColumn> features)
    {
        Features = features;
        _codes = [.. features.Select(feature => feature.IsCategory ? CodesOf(feature) : null)];
        Columns = [.. features.SelectMany((feature, source) => Layout(feature).Select(codes => new EncodedColumn(source, codes)))];
    }

    public IReadOnlyList<FeatureColumn> Features { get; }

    public IReadOnlyList<EncodedColumn> Columns { get; }

    /// <summary>Encodes rows of a table whose columns were found fit: see <see cref="TableFit"/>.</summary>
    /// <returns>Row by row, <see cref="Columns"/> numbers each.</returns>
    public double[] Encode(Table table, ReadOnlySpan<int> rows)
    {
        var matrix = new double[(long)rows.Length * Columns.Count];
        var offset = 0;
        for (var source = 0; source < Features.Count; source++)
        {
            offset += Encode(source, table[Features[source].Name], rows, matrix, offset);
        }

        return matrix;
    }

    /// <summary>Encodes one row.</summary>
    /// <param name="values">One a feature, in the order of <see cref="Features"/>.</param>
    public double[] Encode(ReadOnlySpan<FeatureValue> values)
    {
        var row = new double[Columns.Count];
        var offset = 0;
        for (var source = 0; source < Features.Count; source++)
        {
            var feature = Features[source];
            var cells = row.AsSpan(offset);
            offset += feature.IsCategory ? Write(Code(source, values[source].Text), cells) : Write(feature, values[source].Number, cells);
        }

        return row;
    }

    private int Encode(int source, Column column, ReadOnlySpan<int> rows, double[] matrix, int offset)
    {
        var feature = Features[source];
        var width = 0;
        // A level is looked up once, not once a row.
        var codes = feature.IsCategory && column is CategoryColumn category
            ? Array.ConvertAll(category.Levels, level => Code(source, level))
            : null;
        for (var i = 0; i < rows.Length; i++)
        {
            var cells = matrix.AsSpan((i * Columns.Count) + offset);
            width = (feature.IsCategory, column) switch
            {
                (true, CategoryColumn levels) => Write(levels.IsMissing(rows[i]) ? Code(source, null) : codes![levels.Codes[rows[i]]], cells),
                (true, _) => Write(Code(source, column.Text(rows[i])), cells),
                (false, NumberColumn numbers) => Write(feature, numbers.Values[rows[i]], cells),
                _ when column.IsMissing(rows[i]) => Write(feature, double.NaN, cells),
                _ => throw new ArgumentException($"Column '{column.Name}' is {column.Kind}; expected {feature.Kind}.", nameof(column)),
            };
        }

        return width;
    }

    private int Code(int source, string? level)
    {
        var known = _codes[source]!;
        return level is null ? known.Count + 1 : known.GetValueOrDefault(level, known.Count);
    }

    private static int Write(int code, Span<double> cells)
    {
        cells[0] = code;
        return 1;
    }

    private static int Write(FeatureColumn feature, double value, Span<double> cells)
    {
        cells[0] = value;
        if (feature.Kind != ColumnKind.Date)
        {
            return 1;
        }

        var width = Layout(feature).Length;
        cells[1..width].Fill(double.NaN);
        if (!double.IsNaN(value))
        {
            var time = DateTime.UnixEpoch.AddMilliseconds(Math.Round(value * 86_400_000));
            cells[1] = time.Month;
            cells[2] = (int)time.DayOfWeek;
            if (feature.HasTime)
            {
                cells[3] = time.TimeOfDay.TotalHours;
            }
        }

        return width;
    }

    /// <summary>Codes of each encoded column that a feature gives; 0 for a number.</summary>
    private static int[] Layout(FeatureColumn feature) => feature switch
    {
        { IsCategory: true } => [feature.Levels!.Count + 2],
        { Kind: ColumnKind.Date, HasTime: true } => [0, 0, 0, 0],
        { Kind: ColumnKind.Date } => [0, 0, 0],
        _ => [0],
    };

    private static Dictionary<string, int> CodesOf(FeatureColumn feature) =>
        feature.Levels!.Select((level, code) => (level, code)).ToDictionary(pair => pair.level, pair => pair.code, StringComparer.Ordinal);
}
