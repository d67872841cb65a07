using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Training;

namespace ServerlessMlops.Pipeline.Data;

/// <summary>The column that is probably to be predicted, and how.</summary>
/// <param name="Why">In words, for the person who confirms.</param>
internal sealed record TargetGuess(Column Column, ModelTask Task, string? Positive, string Why)
{
    private const int FewClasses = 10;
    private const int LowCardinality = 20;

    /// <returns>
    /// By name, else the last column, else the first one if it has few classes, else the last that can be predicted; null where none can.
    /// </returns>
    public static TargetGuess? Of(Table table)
    {
        var usable = table.Columns
            .Select(column => (Column: column, Task: TaskOf(column)))
            .Where(entry => entry.Task is not null)
            .ToArray();
        var named = usable
            .Select(entry => (entry.Column, entry.Task, Rank: ColumnNames.TargetRank(entry.Column.Name)))
            .Where(entry => entry.Rank is not null && !ColumnNames.IsProtected(entry.Column.Name))
            .OrderBy(entry => entry.Rank)
            .FirstOrDefault();
        if (named.Column is not null)
        {
            return Guess(named.Column, named.Task!.Value, "by its name");
        }

        var last = usable.FirstOrDefault(entry => entry.Column == table.Columns[^1]);
        if (last.Column is not null)
        {
            return Guess(last.Column, last.Task!.Value, "the last column");
        }

        var first = usable
            .Where(entry => entry.Task != ModelTask.Regression && ColumnFacts.Distinct(entry.Column) <= LowCardinality)
            .FirstOrDefault(entry => entry.Column == table.Columns[0]);
        return first.Column is not null ? Guess(first.Column, first.Task!.Value, "the first column, of few classes")
            : usable.Length > 0 ? Guess(usable[^1].Column, usable[^1].Task!.Value, "the last column that can be predicted")
            : null;
    }

    /// <summary>Numbers are classes where they are two, or a few whole ones with rows enough each; else values.</summary>
    private static ModelTask? TaskOf(Column column)
    {
        var distinct = ColumnFacts.Distinct(column);
        if (distinct < 2 || column.Kind is ColumnKind.Text or ColumnKind.Date || Identifiers.Recognise(column) is not null)
        {
            return null;
        }

        if (distinct == 2)
        {
            return ModelTask.Binary;
        }

        return column switch
        {
            CategoryColumn => distinct <= DataLimits.Classes ? ModelTask.Multiclass : null,
            NumberColumn numbers when distinct <= FewClasses && AreClasses(numbers) => ModelTask.Multiclass,
            _ => ModelTask.Regression,
        };
    }

    private static bool AreClasses(NumberColumn column) =>
        column.Values.All(value => double.IsNaN(value) || value == Math.Floor(value))
        && Labels.Count(column).All(entry => entry.Rows >= DataLimits.MinimumRowsPerClass);

    private static TargetGuess Guess(Column column, ModelTask task, string why)
    {
        if (task != ModelTask.Binary)
        {
            return new TargetGuess(column, task, null, why);
        }

        var classes = Labels.Count(column);
        var words = classes.Where(entry => ColumnNames.IsPositive(entry.Label)).ToArray();
        return words.Length == 1
            ? new TargetGuess(column, task, words[0].Label, why)
            : new TargetGuess(column, task, (classes[0].Rows < classes[1].Rows ? classes[0] : classes[1]).Label, why);
    }
}
