namespace ServerlessMlops.Learning.Onnx;

/// <summary>Which column of probabilities is which class.</summary>
internal static class ClassOrder
{
    /// <summary>
    /// By the graph's own labels: a class's column is the one that is highest, on average, where the graph says that class, as against elsewhere.
    /// Without labels the columns are taken to be in ordinal order of the classes' names, as scikit-learn writes them.
    /// </summary>
    /// <param name="numbers">Row by row, one probability a column.</param>
    /// <param name="labels">One a row; null where the graph has none.</param>
    /// <returns>For each class its column; null where the labels do not tell.</returns>
    public static IReadOnlyList<int>? Of(double[] numbers, int width, string[]? labels, IReadOnlyList<string> classes)
    {
        if (labels is null)
        {
            string[] sorted = [.. classes.Order(StringComparer.Ordinal)];
            return [.. classes.Select(name => Array.IndexOf(sorted, name))];
        }

        if (labels.Any(label => !classes.Contains(label)))
        {
            return null;
        }

        var means = Enumerable.Range(0, width).Select(column => labels.Index().Average(row => numbers[(row.Index * width) + column])).ToArray();
        var order = classes.Select(name => ColumnOf(numbers, width, labels, name, means)).ToArray();

        // A class that the graph never says has what is left over, where that is one.
        var left = Enumerable.Range(0, width).Except(order).ToArray();
        if (order.Count(column => column < 0) == 1 && left.Length == 1)
        {
            order[Array.IndexOf(order, -1)] = left[0];
        }

        return order.Order().SequenceEqual(Enumerable.Range(0, width)) ? order : null;
    }

    /// <returns>−1 where no row has the label.</returns>
    private static int ColumnOf(double[] numbers, int width, string[] labels, string name, double[] means)
    {
        int[] rows = [.. labels.Index().Where(row => row.Item == name).Select(row => row.Index)];
        return rows.Length == 0 ? -1
            : Enumerable.Range(0, width).MaxBy(column => rows.Average(row => numbers[(row * width) + column]) - means[column]);
    }
}
