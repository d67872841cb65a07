using ServerlessMlops.Learning;
using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Data;
using ServerlessMlops.Pipeline.Evaluation;
using ServerlessMlops.Pipeline.Training;

namespace ServerlessMlops.App.Activities;

/// <summary>Puts labels, scores and groups of the test rows side by side.</summary>
public static class TestSets
{
    public static TestSet Of(Table table, PipelineSpec spec, TargetVector target, int[] rows, Scorer scorer) =>
        scorer.Score(table, rows).Against(target, rows) with { Groups = [.. spec.Protected.Select(attribute => Grouped(attribute, table, rows))] };

    private static GroupedAttribute Grouped(ProtectedAttribute attribute, Table table, int[] rows)
    {
        var (group, names) = ProtectedGroups.Of(attribute, table[attribute.Column], rows);
        return new(attribute.Column, group, names);
    }
}
