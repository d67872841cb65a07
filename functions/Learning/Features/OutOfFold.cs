using ServerlessMlops.Pipeline.Data;
using ServerlessMlops.Pipeline.Training;

namespace ServerlessMlops.Learning.Features;

/// <summary>
/// Target encoding of the training rows: each by the means of the folds that it is not in, so that no row is told its own target
/// (as in scikit-learn's TargetEncoder.fit_transform).
/// </summary>
internal static class OutOfFold
{
    public const int Folds = 5;

    /// <summary>The group of each row: its level's index, then other levels, then no value.</summary>
    public static int[] Groups(CategoryColumn column, IReadOnlyList<string> levels, ReadOnlySpan<int> rows)
    {
        var codes = LevelCodes.Of(levels);
        var byCode = Array.ConvertAll(column.Levels, level => LevelCodes.Code(codes, level));
        var groups = new int[rows.Length];
        for (var i = 0; i < groups.Length; i++)
        {
            groups[i] = column.IsMissing(rows[i]) ? levels.Count + 1 : byCode[column.Codes[rows[i]]];
        }

        return groups;
    }

    /// <param name="matrix">Row by row, <paramref name="width"/> numbers each, in the order of <paramref name="rows"/>.</param>
    /// <param name="start">Where the encoding's columns start in a row.</param>
    public static void Write(
        TargetEncoding encoding, CategoryColumn column, int[] rows, double[][] targets, int seed, double[] matrix, int start, int width)
    {
        var groups = Groups(column, encoding.Levels, rows);
        var folds = FoldsOf(rows.Length, seed);
        for (var fold = 0; fold < Folds; fold++)
        {
            int[] others = [.. Enumerable.Range(0, rows.Length).Where(i => folds[i] != fold)];
            var means = new SmoothedMeans(
                Array.ConvertAll(others, i => groups[i]),
                [.. targets.Select(target => Array.ConvertAll(others, i => target[i]))],
                encoding.Levels.Count + 2).All();
            for (var i = 0; i < rows.Length; i++)
            {
                if (folds[i] == fold)
                {
                    means[groups[i]].CopyTo(matrix, (i * width) + start);
                }
            }
        }
    }

    /// <summary>The fold of each row: as many of each as can be, by chance.</summary>
    internal static int[] FoldsOf(int rows, int seed)
    {
        int[] folds = [.. Enumerable.Range(0, rows).Select(row => row % Folds)];
        new SeededShuffle(seed).Shuffle<int>(folds);
        return folds;
    }
}
