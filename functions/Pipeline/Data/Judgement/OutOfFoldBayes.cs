namespace ServerlessMlops.Pipeline.Data;

/// <summary>Class probabilities by naive Bayes on binned features, for each row from the rows of the other folds.</summary>
/// <remarks>
/// Features that say the same make naive Bayes too sure, so its evidence is divided by one temperature: of a few, the one under which the
/// labels are likeliest (Guo et al., ICML 2017). Counts are smoothed by one row (Laplace).
/// </remarks>
internal static class OutOfFoldBayes
{
    private const int NumberBins = 20;

    private const int LevelBins = 200;

    private static readonly double[] Temperatures = [1, 1.5, 2, 3, 4, 6, 8, 12];

    /// <returns>One probability a row and class, row by row.</returns>
    public static double[] Probabilities(IReadOnlyList<Column> features, LabelledRows rows)
    {
        var classes = rows.Classes.Count;
        var priors = Priors(rows);
        var evidence = new double[rows.Rows.Length * classes];
        foreach (var feature in features)
        {
            Add(FeatureBins.Of(feature, rows.Rows, NumberBins, LevelBins), rows, evidence);
        }

        return Temperatures.Select(temperature => Softmax(evidence, priors, rows, temperature)).MinBy(scored => scored.Loss).Probabilities;
    }

    private static double[] Priors(LabelledRows rows)
    {
        var classes = rows.Classes.Count;
        var (inFold, all) = (new int[LabelledRows.Folds * classes], new int[classes]);
        for (var row = 0; row < rows.Class.Length; row++)
        {
            inFold[(rows.Fold[row] * classes) + rows.Class[row]]++;
            all[rows.Class[row]]++;
        }

        return [.. inFold.Select((rowsHere, cell) => Math.Log(all[cell % classes] - rowsHere + 1.0))];
    }

    private static void Add(FeatureBins feature, LabelledRows rows, double[] evidence)
    {
        var classes = rows.Classes.Count;
        var cells = new int[LabelledRows.Folds * feature.Count * classes];
        var ofBin = new int[feature.Count * classes];
        var (inFold, ofClass) = (new int[LabelledRows.Folds * classes], new int[classes]);
        for (var row = 0; row < rows.Class.Length; row++)
        {
            var (bin, fold, label) = (feature.Code[row], rows.Fold[row], rows.Class[row]);
            if (bin >= 0)
            {
                cells[(((fold * feature.Count) + bin) * classes) + label]++;
                ofBin[(bin * classes) + label]++;
                inFold[(fold * classes) + label]++;
                ofClass[label]++;
            }
        }

        var logs = new double[cells.Length];
        for (var cell = 0; cell < cells.Length; cell++)
        {
            var (label, bin, fold) = (cell % classes, cell / classes % feature.Count, cell / classes / feature.Count);
            logs[cell] = Math.Log(
                (ofBin[(bin * classes) + label] - cells[cell] + 1.0) / (ofClass[label] - inFold[(fold * classes) + label] + feature.Count));
        }

        for (var row = 0; row < rows.Class.Length; row++)
        {
            for (var label = 0; feature.Code[row] >= 0 && label < classes; label++)
            {
                evidence[(row * classes) + label] += logs[(((rows.Fold[row] * feature.Count) + feature.Code[row]) * classes) + label];
            }
        }
    }

    /// <returns>The probabilities, and their mean −ln at the given labels.</returns>
    private static (double[] Probabilities, double Loss) Softmax(double[] evidence, double[] priors, LabelledRows rows, double temperature)
    {
        var classes = rows.Classes.Count;
        var probabilities = new double[evidence.Length];
        double loss = 0;
        for (var row = 0; row < rows.Class.Length; row++)
        {
            var here = probabilities.AsSpan(row * classes, classes);
            var largest = double.NegativeInfinity;
            for (var label = 0; label < classes; label++)
            {
                here[label] = priors[(rows.Fold[row] * classes) + label] + (evidence[(row * classes) + label] / temperature);
                largest = Math.Max(largest, here[label]);
            }

            double sum = 0;
            foreach (ref var score in here)
            {
                sum += score = Math.Exp(score - largest);
            }

            foreach (ref var score in here)
            {
                score /= sum;
            }

            loss -= Math.Log(Math.Max(here[rows.Class[row]], 1e-300));
        }

        return (probabilities, loss / Math.Max(1, rows.Class.Length));
    }
}
