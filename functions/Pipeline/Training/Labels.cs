using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Data;

namespace ServerlessMlops.Pipeline.Training;

/// <summary>Reads the target column as labels or as values.</summary>
public static class Labels
{
    /// <exception cref="InvalidOperationException">The table was not found ready: see <c>TrainingReadiness</c>.</exception>
    public static TargetVector Of(Table table, PipelineSpec spec)
    {
        var target = table[spec.Target];
        return spec.Task == ModelTask.Regression ? Values(target) : Classes(target, spec);
    }

    /// <summary>A class as the target column spells it: <c>1.0</c> is <c>1</c> among numbers, <c>True</c> is <c>true</c> among booleans.</summary>
    public static string Canonical(Column target, string label)
    {
        var cell = label.AsSpan().Trim();
        return target.Kind switch
        {
            ColumnKind.Number when Cell.TryNumber(cell, decimalComma: false, out var number) => NumberColumn.Format(target.Kind, number),
            ColumnKind.Boolean when Cell.TryBoolean(cell, out var boolean) => boolean ? "true" : "false",
            _ => cell.ToString(),
        };
    }

    /// <summary>Each class with its rows, in ordinal order; rows without a label are left out.</summary>
    public static IReadOnlyList<(string Label, int Rows)> Count(Column target)
    {
        var codes = Codes(target, out var levels);
        var rows = new int[levels.Length];
        foreach (var code in codes)
        {
            if (code >= 0)
            {
                rows[code]++;
            }
        }

        return [.. levels.Zip(rows).Where(pair => pair.Second > 0)];
    }

    /// <summary>Any column as codes into its distinct texts in ordinal order, -1 where missing.</summary>
    internal static int[] Codes(Column column, out string[] levels)
    {
        if (column is CategoryColumn category)
        {
            levels = category.Levels;
            return category.Codes;
        }

        var values = ((NumberColumn)column).Values;
        var texts = values.Where(value => !double.IsNaN(value)).Distinct()
            .ToDictionary(value => value, value => NumberColumn.Format(column.Kind, value));
        levels = [.. texts.Values.Distinct().Order(StringComparer.Ordinal)];
        var ordered = levels;
        var codes = texts.ToDictionary(pair => pair.Key, pair => Array.BinarySearch(ordered, pair.Value, StringComparer.Ordinal));
        return Array.ConvertAll(values, value => double.IsNaN(value) ? -1 : codes[value]);
    }

    private static TargetVector Values(Column target) =>
        target is NumberColumn numbers && !numbers.Values.Any(double.IsNaN)
            ? new TargetVector { Task = ModelTask.Regression, Value = numbers.Values }
            : throw new InvalidOperationException(
                $"Target '{target.Name}' is {target.Kind} or lacks values; expected a number in every row.");

    private static TargetVector Classes(Column target, PipelineSpec spec)
    {
        var codes = Codes(target, out var levels);
        if (codes.Any(code => code < 0))
        {
            throw new InvalidOperationException($"Target '{target.Name}' lacks values; expected a label in every row.");
        }

        if (spec.Task == ModelTask.Multiclass)
        {
            return new TargetVector { Task = spec.Task, Classes = levels, Class = codes };
        }

        var positive = Array.IndexOf(levels, Canonical(target, spec.Positive ?? ""));
        if (levels.Length != 2 || positive < 0)
        {
            throw new InvalidOperationException(
                $"Target '{target.Name}' holds {levels.Length} classes; expected two, one of them the positive '{spec.Positive}'.");
        }

        return new TargetVector
        {
            Task = spec.Task,
            Classes = [levels[1 - positive], levels[positive]],
            Class = Array.ConvertAll(codes, code => code == positive ? 1 : 0),
        };
    }
}
