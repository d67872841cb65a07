using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using ServerlessMlops.Learning.Features;
using ServerlessMlops.Pipeline.Data;

namespace ServerlessMlops.Learning.Onnx;

/// <summary>Rows of a table as the inputs of an exported graph: one [rows, 1] tensor a column.</summary>
internal static class OnnxTable
{
    public static IReadOnlyCollection<NamedOnnxValue> Inputs(IReadOnlyList<InputColumn> inputs, Table table, int[] rows)
    {
        var values = new TableValues(inputs, table);
        int[] shape = [rows.Length, 1];
        return
        [
            .. inputs.Select((input, index) => input.IsText
                ? NamedOnnxValue.CreateFromTensor(
                    input.Name, new DenseTensor<string>(Array.ConvertAll(rows, row => values.Of(index, row).Text ?? ""), shape))
                : NamedOnnxValue.CreateFromTensor(
                    input.Name, new DenseTensor<double>(Array.ConvertAll(rows, row => values.Of(index, row).Number), shape))),
        ];
    }
}
