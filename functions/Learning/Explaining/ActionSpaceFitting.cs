using ServerlessMlops.Learning.Features;
using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Data;
using ServerlessMlops.Pipeline.Training;
using ServerlessMlops.Statistics.Effects;

namespace ServerlessMlops.Learning.Explaining;

/// <summary>Fits an <see cref="ActionSpace"/>: what may change is declared or follows the default, how far and in which unit is of the training rows.</summary>
internal static class ActionSpaceFitting
{
    /// <summary>Quantiles that a number may change to.</summary>
    private const int Intervals = 20;

    /// <summary>Training rows that are looked at, evenly taken: enough for twentieths, and quick whatever the table's length.</summary>
    private const int MaximumRows = 10_000;

    /// <summary>Levels that a category may change to.</summary>
    private const int MaximumLevels = 20;

    public static ActionSpace Fit(PipelineSpec spec, Table table, int[] rows, IReadOnlyList<InputColumn> inputs)
    {
        rows = Sample(rows);
        var actionable = new List<ActionableInput>();
        var kept = new List<FixedInput>();
        foreach (var input in inputs)
        {
            var column = table[input.Name];
            if (WhyFixed(spec, column, input) is { } why)
            {
                kept.Add(new(input.Name, why));
            }
            else
            {
                actionable.Add(Of(column, input, rows, spec.Features.Actionable?[input.Name] ?? new ActionableSpec()));
            }
        }

        return new(actionable, kept);
    }

    private static int[] Sample(int[] rows) => rows.Length <= MaximumRows
        ? rows
        : [.. Enumerable.Range(0, MaximumRows).Select(place => rows[(int)((long)place * rows.Length / MaximumRows)])];

    private static string? WhyFixed(PipelineSpec spec, Column column, InputColumn input) =>
        spec.Protected.Any(attribute => attribute.Column == input.Name) ? "protected"
        : input.Kind == ColumnKind.Text ? "free text"
        : spec.Features.Actionable is { } declared ? declared.ContainsKey(input.Name) ? null : "not declared actionable"
        : input.Kind == ColumnKind.Date ? "a date"
        : Identifiers.Recognise(column);

    private static ActionableInput Of(Column column, InputColumn input, int[] rows, ActionableSpec spec)
    {
        if (column is not NumberColumn numbers || input.Kind == ColumnKind.Boolean)
        {
            return new(input.Name, input.Kind, ActionDirection.Any, [], null, null, null, null, Levels(column, rows));
        }

        var values = Array.ConvertAll(rows, row => numbers.Values[row]);
        var edges = QuantileEdges.Of(values, Intervals);
        var (min, max) = (spec.Min ?? edges.FirstOrDefault(), spec.Max ?? edges.LastOrDefault());
        double[] bounds = [.. new[] { spec.Min, spec.Max }.OfType<double>()];
        return new(
            input.Name, input.Kind, spec.Direction,
            spec.Step is null ? [.. edges.Concat(bounds).Where(edge => edge >= min && edge <= max).Distinct().Order()] : [],
            min, max, spec.Step, AbsoluteDeviation.Of(values), []);
    }

    private static string[] Levels(Column column, int[] rows) =>
    [
        .. rows.Where(row => !column.IsMissing(row))
            .CountBy(row => column.Text(row)!)
            .OrderByDescending(level => level.Value)
            .ThenBy(level => level.Key, StringComparer.Ordinal)
            .Take(MaximumLevels)
            .Select(level => level.Key),
    ];
}
