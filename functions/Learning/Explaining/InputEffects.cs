using ServerlessMlops.Learning.Features;
using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Data;
using ServerlessMlops.Statistics.Effects;

namespace ServerlessMlops.Learning.Explaining;

/// <summary>
/// How the score goes with one input: partial dependence (Friedman, Ann. Stat. 29 (2001) 1189–1232, section 8.1), which is the mean score where
/// every row is given the same value, and for numbers accumulated local effects (<see cref="AccumulatedEffects"/>).
/// </summary>
public static class InputEffects
{
    /// <summary>Intervals of about equally many rows; fewer where values repeat.</summary>
    public const int Intervals = 20;

    /// <summary>Levels shown of a category.</summary>
    public const int Levels = 20;

    private const int HistogramBins = 20;

    /// <param name="input">One of the model's inputs.</param>
    public static InputEffect Of(Scorer scorer, InputTable inputs, string input) => (inputs[input], IsFreeText(scorer, input)) switch
    {
        (_, true) => Nothing(inputs, input, ColumnKind.Text, "free text: there is no row of values to go along"),
        (NumberColumn { Kind: not ColumnKind.Boolean } numbers, _) => OfNumber(scorer, inputs, numbers),
        (NumberColumn booleans, _) => OfLevels(scorer, inputs, booleans, ["false", "true"], level => Columns.Number(booleans, level == "true" ? 1 : 0)),
        var (column, _) => OfLevels(scorer, inputs, column, ((CategoryColumn)column).Levels, level => Columns.Level(column, level)),
    };

    private static InputEffect OfNumber(Scorer scorer, InputTable inputs, NumberColumn column)
    {
        var edges = QuantileEdges.Of(column.Values, Intervals);
        if (edges.Length < 2)
        {
            return Nothing(inputs, column.Name, column.Kind, "its values are all the same");
        }

        int[] given = [.. Enumerable.Range(0, inputs.Rows).Where(row => !column.IsMissing(row))];
        var interval = Array.ConvertAll(given, row => QuantileEdges.IntervalOf(edges, column.Values[row]));
        var partial = Array.ConvertAll(edges, edge => Means(scorer, inputs.With(Columns.Number(column, edge))));
        var accumulated = Accumulated(scorer, inputs.Take(given), column, edges, interval);
        var missing = given.Length == inputs.Rows ? null : Means(scorer, inputs.With(Columns.Number(column, double.NaN)));
        var output = Shown(scorer, partial);
        var margin = scorer.Model.Task == ModelTask.Binary ? 1 : (int?)null;
        return new(
            column.Name, column.Kind, ClassOf(scorer, output), inputs.Rows,
            [
                .. edges.Select((edge, k) => new EffectPoint(
                    edge, NumberColumn.Format(column.Kind, edge), interval.Count(one => one == k - 1), partial[k][output], At(partial[k], margin),
                    accumulated[output][k], margin is { } own ? accumulated[own][k] : null)),
            ],
            missing is null ? null : new EffectPoint(null, "", inputs.Rows - given.Length, missing[output], At(missing, margin)),
            Histogram(given.Select(row => column.Values[row]), edges[0], edges[^1]));
    }

    private static InputEffect OfLevels(Scorer scorer, InputTable inputs, Column column, IReadOnlyList<string> levels, Func<string?, Column> filled)
    {
        var rows = Enumerable.Range(0, inputs.Rows).Where(row => !column.IsMissing(row)).CountBy(row => column.Text(row)!).ToDictionary();
        string[] shown = [.. levels.Where(rows.ContainsKey).OrderByDescending(level => rows[level]).ThenBy(level => level, StringComparer.Ordinal).Take(Levels)];
        var partial = Array.ConvertAll(shown, level => Means(scorer, inputs.With(filled(level))));
        if (partial.Length < 2)
        {
            return Nothing(inputs, column.Name, column.Kind, "its values are all the same");
        }

        var absent = column.MissingCount();
        var missing = absent == 0 ? null : Means(scorer, inputs.With(column is NumberColumn ? Columns.Number(column, double.NaN) : filled(null)));
        var output = Shown(scorer, partial);
        var margin = scorer.Model.Task == ModelTask.Binary ? 1 : (int?)null;
        return new(
            column.Name, column.Kind, ClassOf(scorer, output), inputs.Rows,
            [.. shown.Select((level, k) => new EffectPoint(null, level, rows[level], partial[k][output], At(partial[k], margin)))],
            missing is null ? null : new EffectPoint(null, "", absent, missing[output], At(missing, margin)),
            [],
            rows.Count > shown.Length ? FormattableString.Invariant($"{rows.Count - shown.Length} rarer levels are left out") : null);
    }

    /// <summary>One series an output, one number an edge.</summary>
    private static double[][] Accumulated(Scorer scorer, InputTable given, NumberColumn column, double[] edges, int[] interval)
    {
        var named = given[column.Name];
        var lower = Responses.Of(scorer, given.With(Columns.Numbers(named, interval.Select(k => edges[k]))));
        var upper = Responses.Of(scorer, given.With(Columns.Numbers(named, interval.Select(k => edges[k + 1]))));
        return [.. lower.Zip(upper, (low, high) => AccumulatedEffects.Of(interval, [.. high.Zip(low, (to, from) => to - from)], edges.Length - 1))];
    }

    private static double[] Means(Scorer scorer, InputTable inputs) => Array.ConvertAll(Responses.Of(scorer, inputs), output => output.Average());

    /// <summary>Of many classes the one whose probability goes furthest; else the first output.</summary>
    private static int Shown(Scorer scorer, double[][] partial) => scorer.Model.Task != ModelTask.Multiclass
        ? 0
        : Enumerable.Range(0, partial[0].Length).MaxBy(output => partial.Max(means => means[output]) - partial.Min(means => means[output]));

    private static string? ClassOf(Scorer scorer, int output) => scorer.Model.Task switch
    {
        ModelTask.Binary => scorer.Model.Classes[1],
        ModelTask.Multiclass => scorer.Model.Classes[output],
        _ => null,
    };

    private static double? At(double[] means, int? output) => output is { } own ? means[own] : null;

    private static long[] Histogram(IEnumerable<double> values, double least, double greatest)
    {
        var counts = new long[HistogramBins];
        foreach (var value in values)
        {
            counts[Math.Min(HistogramBins - 1, (int)(HistogramBins * ((value - least) / (greatest - least))))]++;
        }

        return counts;
    }

    private static bool IsFreeText(Scorer scorer, string input) =>
        scorer.Model.Transform.Features.Any(feature => feature.Name == input && feature.Encoding is TextEncoding);

    private static InputEffect Nothing(InputTable inputs, string input, ColumnKind kind, string note) => new(input, kind, null, inputs.Rows, [], null, [], note);
}
