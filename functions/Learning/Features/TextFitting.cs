using ServerlessMlops.Pipeline.Data;
using ServerlessMlops.Pipeline.Training;

namespace ServerlessMlops.Learning.Features;

/// <summary>Chooses the n-grams of a text whose presence tells of the target in the training rows.</summary>
internal static class TextFitting
{
    /// <summary>Columns of one text's n-grams.</summary>
    private const int MaximumGrams = 128;

    /// <summary>Rows with a gram below which it proves nothing.</summary>
    private const int RowsForAGram = 5;

    /// <summary>Below so many words a cell, what stands within the words tells more than the words.</summary>
    private const double FewWords = 1.5;

    /// <summary>n · r² that a gram needs: a gram that tells nothing reaches it in one of 200 cases.</summary>
    private const double LeastStrength = 4;

    /// <returns>Null where the training rows make it a category.</returns>
    /// <param name="isWanted">Asked for by name: learned from as text in any case.</param>
    public static TextUnit? UnitOf(CategoryColumn column, ReadOnlySpan<int> rows, bool isWanted)
    {
        var shape = TextShape.Of(column, rows);
        return shape.Use == TextUse.Words ? TextUnit.Words
            : !isWanted ? null
            : shape.WordsPerCell < FewWords ? TextUnit.Characters : TextUnit.Words;
    }

    /// <param name="targets">For each target column, one number a row.</param>
    /// <param name="most">Columns that the model has left for it.</param>
    public static TextEncoding Fit(CategoryColumn column, ReadOnlySpan<int> rows, double[][] targets, TextUnit unit, int most)
    {
        var documents = new int[TextGrams.Buckets];
        var sums = targets.Select(_ => new double[TextGrams.Buckets]).ToArray();
        var buckets = new List<int>();
        for (var i = 0; i < rows.Length; i++)
        {
            if (column.Text(rows[i]) is not { } text)
            {
                continue;
            }

            buckets.Clear();
            TextGrams.Read(text, unit, buckets);
            foreach (var bucket in buckets.Distinct())
            {
                documents[bucket]++;
                for (var target = 0; target < sums.Length; target++)
                {
                    sums[target][bucket] += targets[target][i];
                }
            }
        }

        var strengths = Strengths(documents, sums, targets, rows.Length);
        return new TextEncoding(
            unit,
            [
                .. Enumerable.Range(0, TextGrams.Buckets)
                    .Where(bucket => strengths[bucket] >= LeastStrength)
                    .OrderByDescending(bucket => strengths[bucket])
                    .ThenBy(bucket => bucket)
                    .Take(Math.Min(most, MaximumGrams))
                    .Order(),
            ]);
    }

    /// <summary>n · r² of a gram's presence with the target, r being Pearson's: the largest over the target columns.</summary>
    private static double[] Strengths(int[] documents, double[][] sums, double[][] targets, int rows)
    {
        var strengths = new double[documents.Length];
        for (var target = 0; target < targets.Length; target++)
        {
            var mean = targets[target].Sum() / rows;
            var variance = targets[target].Sum(value => (value - mean) * (value - mean)) / rows;
            for (var bucket = 0; bucket < documents.Length && variance > 0; bucket++)
            {
                double with = documents[bucket];
                if (with >= RowsForAGram && with <= rows - RowsForAGram)
                {
                    var covariance = (sums[target][bucket] - (with * mean)) / rows;
                    var share = with / rows;
                    strengths[bucket] = Math.Max(strengths[bucket], rows * covariance * covariance / (share * (1 - share) * variance));
                }
            }
        }

        return strengths;
    }
}
