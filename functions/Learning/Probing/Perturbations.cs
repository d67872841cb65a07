using ServerlessMlops.Learning.Explaining;
using ServerlessMlops.Learning.Features;
using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Data;
using ServerlessMlops.Statistics.Intervals;
using ServerlessMlops.Statistics.Testing;

namespace ServerlessMlops.Learning.Probing;

/// <summary>Rows with one input, or all numbers, changed as it may happen in use.</summary>
internal static class Perturbations
{
    /// <summary>Of noise, in standard deviations of each column.</summary>
    public const double Noise = 0.1;

    /// <summary>What no training row holds.</summary>
    private const string Unseen = "(never seen)";

    /// <param name="names">The inputs to change one by one.</param>
    /// <param name="table">With the rows that were trained on, which a number's range is of.</param>
    public static IEnumerable<(string Kind, string? Input, string Text, InputTable Rows)> Of(
        InputTable inputs, IReadOnlyList<InputColumn> columns, IReadOnlyList<string> names, Table table, int[] train, int seed)
    {
        var numbers = columns.Select(column => inputs[column.Name]).OfType<NumberColumn>().Where(column => column.Kind == ColumnKind.Number).ToArray();
        if (numbers.Length > 0)
        {
            var noisy = numbers.Index().Aggregate(inputs, (rows, column) => rows.With(Noisy(column.Item, seed, column.Index)));
            yield return ("noise", null, "Noise of 0.1 standard deviations is added to every number.", noisy);
        }

        foreach (var (stream, name) in names.Index())
        {
            foreach (var one in OfOne(inputs[name], table[name], train, seed, 1000 + stream))
            {
                yield return (one.Kind, name, one.Text, inputs.With(one.Column));
            }
        }
    }

    private static IEnumerable<(string Kind, string Text, Column Column)> OfOne(Column column, Column whole, int[] train, int seed, int stream)
    {
        var none = column is NumberColumn ? Columns.Number(column, double.NaN) : Columns.Level(column, null);
        yield return ("missing", $"{column.Name} is not given.", none);
        switch (column)
        {
            case NumberColumn { Kind: ColumnKind.Boolean } booleans:
                yield return ("swapped", $"{column.Name} is turned round.", Columns.Numbers(column, booleans.Values.Select(value => 1 - value)));
                break;
            case NumberColumn:
                double[] known = [.. train.Select(row => ((NumberColumn)whole).Values[row]).Where(double.IsFinite)];
                if (known.Length > 0 && known.Max() > known.Min())
                {
                    var (low, high) = (known.Min(), known.Max());
                    yield return ("above", $"{column.Name} lies its whole range above the greatest value trained on.", Columns.Number(column, high + (high - low)));
                    yield return ("below", $"{column.Name} lies its whole range below the least value trained on.", Columns.Number(column, low - (high - low)));
                }

                break;
            case CategoryColumn { Kind: ColumnKind.Category } category:
                if (category.Levels.Length > 1)
                {
                    yield return ("swapped", $"{column.Name} is another of its values, by chance.", Swapped(category, seed, stream));
                }

                yield return ("unseen", $"{column.Name} is a value that was never trained on.", Columns.Level(column, Unseen));
                break;
        }
    }

    private static NumberColumn Noisy(NumberColumn column, int seed, int stream)
    {
        var random = new Xoshiro256(seed, stream);
        var spread = Noise * Math.Sqrt(SampleMoments.Of([.. column.Values.Where(double.IsFinite)]).Variance);
        return new NumberColumn(column.Name, column.Kind, Array.ConvertAll(column.Values, value =>
            value + (spread * NormalDistribution.Quantile(((random.Next() >> 11) + 0.5) / (1UL << 53)))));
    }

    private static CategoryColumn Swapped(CategoryColumn column, int seed, int stream)
    {
        var random = new Xoshiro256(seed, stream);
        return new CategoryColumn(
            column.Name, column.Kind,
            Array.ConvertAll(column.Codes, code => code < 0 ? code : (code + 1 + random.Below(column.Levels.Length - 1)) % column.Levels.Length), column.Levels);
    }
}
