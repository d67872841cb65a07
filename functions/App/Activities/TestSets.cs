using ServerlessMlops.Learning;
using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Data;
using ServerlessMlops.Pipeline.Evaluation;
using ServerlessMlops.Pipeline.Training;

namespace ServerlessMlops.App.Activities;

/// <summary>Puts labels, scores and groups of the test rows side by side.</summary>
public static class TestSets
{
    public static TestSet Of(Table table, PipelineSpec spec, TargetVector target, int[] rows, Scorer scorer)
    {
        var groups = spec.Protected.Select(attribute => Grouped(attribute, table, rows)).ToList();
        return spec.Task switch
        {
            ModelTask.Binary => new TestSet
            {
                Task = spec.Task, Classes = target.Classes, Groups = groups,
                Actual = Pick(target.Class, rows), Probability = scorer.ScoreBinary(table, rows),
            },
            ModelTask.Multiclass => new TestSet
            {
                Task = spec.Task, Classes = target.Classes, Groups = groups,
                Actual = Pick(target.Class, rows), Probabilities = scorer.ScoreClasses(table, rows),
            },
            _ => new TestSet
            {
                Task = spec.Task, Groups = groups,
                ActualValue = Pick(target.Value, rows), Predicted = scorer.ScoreValue(table, rows),
            },
        };
    }

    private static GroupedAttribute Grouped(ProtectedAttribute attribute, Table table, int[] rows)
    {
        var (group, names) = ProtectedGroups.Of(attribute, table[attribute.Column], rows);
        return new(attribute.Column, group, names);
    }

    private static T[] Pick<T>(T[] values, int[] rows) => [.. rows.Select(row => values[row])];
}
