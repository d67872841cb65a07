using ServerlessMlops.Pipeline.Contracts;

namespace ServerlessMlops.Pipeline.Data;

/// <summary>Finds labels that are likely wrong, by confident learning.</summary>
/// <remarks>
/// A row counts for class j where its probability of j is at least the mean of those that are labelled j; off the diagonal it disagrees
/// with its label. Source: Northcutt, Jiang and Chuang, J. Artif. Intell. Res. 70 (2021) 1373–1411. A suspect must also reach
/// <see cref="JudgementOptions.LabelConfidence"/>, for the classifier here is a simple one.
/// </remarks>
internal static class LabelJudgement
{
    private const int Named = 20;

    public static LabelFinding Of(
        Table table, IReadOnlyList<Column> features, LabelledRows rows, JudgementOptions options, ProblemList problems)
    {
        var classes = rows.Classes.Count;
        var probabilities = OutOfFoldBayes.Probabilities(features, rows);
        var (ofClass, limits) = Thresholds(probabilities, rows);
        var (joint, contradicted) = (new int[classes, classes], new int[classes, classes]);
        var suspects = new List<SuspectLabel>();
        var right = 0;
        for (var row = 0; row < rows.Class.Length; row++)
        {
            var here = probabilities.AsSpan(row * classes, classes);
            var (given, likeliest) = (rows.Class[row], Likeliest(here, limits));
            right += Likeliest(here, new double[classes]) == given ? 1 : 0;
            if (likeliest < 0)
            {
                continue;
            }

            joint[given, likeliest]++;
            if (likeliest != given && here[likeliest] >= options.LabelConfidence)
            {
                contradicted[given, likeliest]++;
                suspects.Add(new(table.FileRow(rows.Rows[row]), rows.Classes[given], rows.Classes[likeliest], here[likeliest]));
            }
        }

        var pairs = Pairs(joint, contradicted, ofClass, rows);
        var finding = new LabelFinding(
            rows.Rows.Length, suspects.Count, pairs.Sum(pair => pair.Share), right / (double)rows.Rows.Length,
            [.. pairs.Where(pair => pair.Suspects > 0).OrderByDescending(pair => pair.Suspects).Take(Named)],
            [.. suspects.OrderByDescending(suspect => suspect.Probability).ThenBy(suspect => suspect.Row).Take(Named)]);
        Report(finding, options, problems);
        return finding;
    }

    private static (int[] OfClass, double[] Limits) Thresholds(double[] probabilities, LabelledRows rows)
    {
        var (ofClass, sums) = (new int[rows.Classes.Count], new double[rows.Classes.Count]);
        for (var row = 0; row < rows.Class.Length; row++)
        {
            ofClass[rows.Class[row]]++;
            sums[rows.Class[row]] += probabilities[(row * ofClass.Length) + rows.Class[row]];
        }

        return (ofClass, [.. sums.Zip(ofClass, (sum, count) => count == 0 ? double.PositiveInfinity : sum / count)]);
    }

    private static int Likeliest(ReadOnlySpan<double> probabilities, double[] limits)
    {
        var best = -1;
        for (var label = 0; label < probabilities.Length; label++)
        {
            if (probabilities[label] >= limits[label] && (best < 0 || probabilities[label] > probabilities[best]))
            {
                best = label;
            }
        }

        return best;
    }

    /// <summary>The joint's rows are scaled to the labels' counts, for not every row counts for a class.</summary>
    private static List<LabelPair> Pairs(int[,] joint, int[,] contradicted, int[] ofClass, LabelledRows rows)
    {
        var pairs = new List<LabelPair>();
        for (var given = 0; given < ofClass.Length; given++)
        {
            var counted = Enumerable.Range(0, ofClass.Length).Sum(label => joint[given, label]);
            for (var label = 0; label < ofClass.Length; label++)
            {
                if (label != given && joint[given, label] > 0)
                {
                    var share = joint[given, label] / (double)counted * ofClass[given] / rows.Rows.Length;
                    pairs.Add(new(rows.Classes[given], rows.Classes[label], share, contradicted[given, label]));
                }
            }
        }

        return pairs;
    }

    private static void Report(LabelFinding finding, JudgementOptions options, ProblemList problems)
    {
        if (finding.Suspects > 0 && finding.Suspects >= options.SuspectLabels * finding.Rows)
        {
            var first = finding.First[0];
            problems.Warn(
                ProblemCodes.LabelSuspects,
                $"{finding.Suspects} of {finding.Rows} labels ({100.0 * finding.Suspects / finding.Rows:0.0} %) are contradicted with "
                + $"confidence by a simple classifier that is right in {100 * finding.Accuracy:0.0} % of rows; first row {first.Row}: "
                + $"'{first.Given}', '{first.Suggested}' by its features.",
                first.Row, seen: first.Given, expected: first.Suggested, count: finding.Suspects.Value);
        }
    }
}
