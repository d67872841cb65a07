using ServerlessMlops.Learning.Features;
using ServerlessMlops.Learning.Onnx.Format;
using ServerlessMlops.Pipeline.Contracts;

namespace ServerlessMlops.Learning.Onnx.Graphs;

/// <summary>How a column enters a graph: one input of its own, [rows, 1].</summary>
internal static class OnnxInputs
{
    public static OnnxValue Of(InputColumn input) => new(input.Name, input.IsText ? OnnxType.Text : OnnxType.Double, 1, Meaning(input));

    /// <summary>In one sentence, for whoever feeds the graph.</summary>
    public static string Meaning(InputColumn input) => input.Kind switch
    {
        ColumnKind.Boolean => "0 or 1; NaN where missing.",
        ColumnKind.Date => "Days since 1970-01-01 in UTC, the time of day as a fraction; NaN where missing.",
        ColumnKind.Number => "A number; NaN where missing.",
        _ => "A text without surrounding white space; the empty text where missing.",
    };
}
