using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Training;

namespace ServerlessMlops.Learning.Features;

/// <summary>The target as numbers that means can be taken of.</summary>
internal static class TargetColumns
{
    /// <summary>Classes with a column of their own; of more, the most frequent in the training rows.</summary>
    public const int MaximumClasses = 20;

    /// <returns>
    /// Regression: the value. Two classes: 1 where it is the positive one. Many: one column a class, in the order of the classes, 1 where it
    /// is the row's.
    /// </returns>
    public static double[][] Of(TargetVector target, int[] rows)
    {
        switch (target.Task)
        {
            case ModelTask.Regression:
                return [Array.ConvertAll(rows, row => target.Value[row])];
            case ModelTask.Binary:
                return [Array.ConvertAll(rows, row => (double)target.Class[row])];
            default:
                var counts = rows.CountBy(row => target.Class[row]).ToDictionary();
                return
                [
                    .. Enumerable.Range(0, target.Classes.Count)
                        .OrderByDescending(one => counts.GetValueOrDefault(one))
                        .Take(MaximumClasses)
                        .Order()
                        .Select(one => Array.ConvertAll(rows, row => target.Class[row] == one ? 1.0 : 0.0)),
                ];
        }
    }
}
