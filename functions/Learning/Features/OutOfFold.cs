using ServerlessMlops.Pipeline.Data;
using ServerlessMlops.Pipeline.Training;

namespace ServerlessMlops.Learning.Features;

/// <summary>
/// Target encoding of the training rows: each by the means of the folds that it is not in, so that no row is told its own target
/// (as in scikit-learn's TargetEncoder.fit_transform), and no row of a group that of another where rows are split by group.
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

    /// <param name="folds">The fold of each row.</param>
    /// <param name="matrix">Row by row, <paramref name="width"/> numbers each, in the order of <paramref name="rows"/>.</param>
    /// <param name="start">Where the encoding's columns start in a row.</param>
    public static void Write(
        TargetEncoding encoding, CategoryColumn column, int[] rows, double[][] targets, int[] folds, double[] matrix, int start, int width)
    {
        var groups = Groups(column, encoding.Levels, rows);
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

    /// <summary>The fold of each row, by chance: as many of each as can be, and where rows are split by group a group in one fold.</summary>
    /// <param name="first">For each row of the table the first of its group; null: each row is on its own.</param>
    internal static int[] FoldsOf(int[] rows, int[]? first, int seed)
    {
        if (first is null)
        {
            int[] folds = [.. Enumerable.Range(0, rows.Length).Select(row => row % Folds)];
            new SeededShuffle(seed).Shuffle<int>(folds);
            return folds;
        }

        var groups = Enumerable.Range(0, rows.Length).GroupBy(i => first[rows[i]]).Select(group => group.ToArray()).ToArray();
        new SeededShuffle(seed).Shuffle(groups.AsSpan());
        var (byGroup, sizes) = (new int[rows.Length], new int[Folds]);
        foreach (var group in groups.OrderByDescending(group => group.Length))
        {
            var fold = Array.IndexOf(sizes, sizes.Min());
            sizes[fold] += group.Length;
            foreach (var i in group)
            {
                byGroup[i] = fold;
            }
        }

        return byGroup;
    }
}
