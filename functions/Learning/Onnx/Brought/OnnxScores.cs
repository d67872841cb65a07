using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace ServerlessMlops.Learning.Onnx;

/// <summary>Feeds encoded rows to a brought graph, and reads its score.</summary>
internal static class OnnxScores
{
    /// <param name="values">Row by row, <paramref name="width"/> numbers each.</param>
    public static IReadOnlyCollection<NamedOnnxValue> Inputs(IReadOnlyList<GraphFeed> inputs, ReadOnlySpan<double> values, int rows, int width)
    {
        var feeds = new List<NamedOnnxValue>();
        foreach (var input in inputs)
        {
            var cells = new double[rows * input.Columns.Count];
            for (var cell = 0; cell < cells.Length; cell++)
            {
                cells[cell] = values[(cell / input.Columns.Count * width) + input.Columns[cell % input.Columns.Count]];
            }

            int[] shape = input.Axes == 1 ? [rows] : [rows, input.Columns.Count];
            feeds.Add(input switch
            {
                { Texts: { } texts } => NamedOnnxValue.CreateFromTensor(
                    input.Name, new DenseTensor<string>(Array.ConvertAll(cells, code => texts[(int)code]), shape)),
                { IsDouble: true } => NamedOnnxValue.CreateFromTensor(input.Name, new DenseTensor<double>(cells, shape)),
                _ => NamedOnnxValue.CreateFromTensor(input.Name, new DenseTensor<float>(Array.ConvertAll(cells, cell => (float)cell), shape)),
            });
        }

        return feeds;
    }

    /// <returns>Row by row, as the output has them; a list of maps by <paramref name="keys"/>, NaN where a row lacks one.</returns>
    public static double[] Numbers(NamedOnnxValue output, IReadOnlyList<string>? keys) => keys is not null
        ? [.. output.AsEnumerable<NamedOnnxValue>().SelectMany(row => ByKey(row, keys))]
        : output.Value switch
        {
            Tensor<float> floats => [.. floats.Select(value => (double)value)],
            Tensor<double> doubles => [.. doubles],
            var other => throw new OnnxScoreException($"the output '{output.Name}' is {other.GetType().Name}"),
        };

    private static IEnumerable<double> ByKey(NamedOnnxValue row, IReadOnlyList<string> keys)
    {
        var found = row.Value switch
        {
            IDictionary<string, float> texts => texts.ToDictionary(pair => pair.Key, pair => (double)pair.Value),
            IDictionary<long, float> wholes => wholes.ToDictionary(pair => FormattableString.Invariant($"{pair.Key}"), pair => (double)pair.Value),
            var other => throw new OnnxScoreException($"the output holds {other.GetType().Name} for a row"),
        };
        return keys.Select(key => found.GetValueOrDefault(key, double.NaN));
    }
}

/// <summary>A brought graph gave what is no score.</summary>
public sealed class OnnxScoreException(string seen) : Exception($"Seen that {seen}; expected one finite score for each row and class.");
