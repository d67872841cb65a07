using ServerlessMlops.Pipeline.Contracts;

namespace ServerlessMlops.Learning.Learners;

/// <summary>The loss of margins (by output, one a row) against targets: log loss for classes, half the squared error for values.</summary>
internal static class MarginLoss
{
    /// <summary>The weighted mean over the rows; 0 without rows.</summary>
    public static double Mean(ModelTask task, EncodedRows rows, double[][] margins)
    {
        var (sum, total) = (0.0, 0.0);
        var row = new double[margins.Length];
        for (var i = 0; i < rows.Count; i++)
        {
            Take(margins, i, row);
            sum += rows.Weight(i) * Of(task, rows.Targets[i], row);
            total += rows.Weight(i);
        }

        return total > 0 ? sum / total : 0;
    }

    /// <summary>First and second derivatives by each margin, weighted.</summary>
    /// <param name="least">No second derivative of a class's margin is taken to be less: certain rows would else throw a step too far.</param>
    public static void Derivatives(ModelTask task, EncodedRows rows, double[][] margins, double[][] first, double[][] second, double least)
    {
        var row = new double[margins.Length];
        for (var i = 0; i < rows.Count; i++)
        {
            Take(margins, i, row);
            var (target, weight) = (rows.Targets[i], rows.Weight(i));
            switch (task)
            {
                case ModelTask.Regression:
                    first[0][i] = weight * (row[0] - target);
                    second[0][i] = weight;
                    break;
                case ModelTask.Binary:
                    var probability = Links.Sigmoid(row[0]);
                    first[0][i] = weight * (probability - target);
                    second[0][i] = weight * Math.Max(probability * (1 - probability), least);
                    break;
                default:
                    Links.Softmax(row);
                    for (var output = 0; output < row.Length; output++)
                    {
                        first[output][i] = weight * (row[output] - (output == (int)target ? 1 : 0));
                        second[output][i] = weight * Math.Max(row[output] * (1 - row[output]), least);
                    }

                    break;
            }
        }
    }

    private static double Of(ModelTask task, double target, double[] margins)
    {
        switch (task)
        {
            case ModelTask.Regression:
                return (margins[0] - target) * (margins[0] - target) / 2;
            case ModelTask.Binary:
                // log(1 + exp(−z)) with z the margin in favour of the actual class, without overflow at either end.
                var z = target == 1 ? margins[0] : -margins[0];
                return Math.Max(-z, 0) + Math.Log(1 + Math.Exp(-Math.Abs(z)));
            default:
                var actual = margins[(int)target];
                return Links.Softmax(margins) - actual;
        }
    }

    private static void Take(double[][] margins, int index, double[] row)
    {
        for (var output = 0; output < row.Length; output++)
        {
            row[output] = margins[output][index];
        }
    }
}
