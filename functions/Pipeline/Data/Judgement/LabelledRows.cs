using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Training;

namespace ServerlessMlops.Pipeline.Data;

/// <summary>The rows that features are judged on, with their labels and folds; each array has one entry a judged row.</summary>
/// <param name="Rows">Rows of the table, ascending.</param>
/// <param name="Class">Class indices; empty for regression.</param>
/// <param name="Value">Values of the target; empty for classification.</param>
/// <param name="Fold">In [0, <see cref="Folds"/>): what is said of a row comes from the rows of the other folds.</param>
internal sealed record LabelledRows(ModelTask Task, int[] Rows, int[] Class, IReadOnlyList<string> Classes, double[] Value, int[] Fold)
{
    public const int Folds = 5;

    public static LabelledRows Of(TargetVector target, int tableRows, int sampleRows, int seed)
    {
        var shuffle = new SeededShuffle(seed);
        var rows = SampledRows.Draw(tableRows, sampleRows, shuffle);
        var classes = target.Task == ModelTask.Regression ? [] : Array.ConvertAll(rows, row => target.Class[row]);
        var values = target.Task == ModelTask.Regression ? Array.ConvertAll(rows, row => target.Value[row]) : [];
        return new(target.Task, rows, classes, target.Classes, values, Deal(classes, rows.Length, target.Classes.Count, shuffle));
    }

    /// <summary>Folds of equal size, and of equal size in each class.</summary>
    private static int[] Deal(int[] classes, int rows, int classCount, SeededShuffle shuffle)
    {
        int[] order = [.. Enumerable.Range(0, rows)];
        shuffle.Shuffle(order.AsSpan());
        var dealt = new int[Math.Max(1, classCount)];
        var fold = new int[rows];
        foreach (var place in order)
        {
            fold[place] = dealt[classes.Length == 0 ? 0 : classes[place]]++ % Folds;
        }

        return fold;
    }
}
