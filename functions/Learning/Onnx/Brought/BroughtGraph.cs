using System.Text.Json.Serialization;
using ServerlessMlops.Learning.Features;
using ServerlessMlops.Learning.Learners;

namespace ServerlessMlops.Learning.Onnx;

/// <summary>A graph that was made elsewhere, brought as ONNX: how the columns feed it, which output is the score, and rows to explain by.</summary>
/// <param name="Graph">As it was dropped, byte for byte.</param>
/// <param name="Background">Some rows of the evaluation data, encoded; null where missing. Explanations compare with them.</param>
/// <param name="Seed">Of the permutations that explanations draw.</param>
public sealed record BroughtGraph(
    byte[] Graph, IReadOnlyList<GraphFeed> Inputs, GraphScore Output, IReadOnlyList<IReadOnlyList<double?>> Background, int Seed) : LearnedModel
{
    internal override MarginFunction Prepare(IReadOnlyList<EncodedColumn> columns, int outputs)
    {
        var fits = columns.Count > 0
            && Inputs.SelectMany(input => input.Columns).All(column => column >= 0 && column < columns.Count)
            && Background.Count > 0
            && Background.All(row => row.Count == columns.Count)
            && (Output.Order is null || Output.Order.Count == Math.Max(2, outputs));
        if (!fits)
        {
            throw new InvalidModelFileException($"the graph's inputs and outputs do not fit {columns.Count} columns and {outputs} outputs");
        }

        try
        {
            return new BroughtFunction(this, columns.Count, outputs);
        }
        catch (Microsoft.ML.OnnxRuntime.OnnxRuntimeException error)
        {
            throw new InvalidModelFileException($"ONNX Runtime does not read the graph ({error.Message})", error);
        }
    }
}

/// <summary>An input of the graph.</summary>
/// <param name="Columns">Encoded columns that feed it, in order: one, or all those of a matrix.</param>
/// <param name="Axes">Axes of the tensor, 1 or 2.</param>
/// <param name="IsDouble">Else numbers are cut to floats.</param>
/// <param name="Texts">Of a text's codes: each level seen in the evaluation data, then any other, then no value. Null: a number.</param>
public sealed record GraphFeed(string Name, IReadOnlyList<int> Columns, int Axes, bool IsDouble, IReadOnlyList<string>? Texts = null)
{
    /// <summary>What a level is given as that the evaluation data did not have.</summary>
    public const string Other = "(other)";

    [JsonIgnore]
    internal bool IsText => Texts is not null;
}

/// <summary>The output that is the score.</summary>
/// <param name="Order">Of classes: the place of each class among the probabilities; null for regression.</param>
/// <param name="Keys">Of a list of maps: the key of each place, as text; else null.</param>
/// <param name="IsPositiveAlone">Two classes: the output holds the positive one's probability alone.</param>
public sealed record GraphScore(string Name, IReadOnlyList<int>? Order, IReadOnlyList<string>? Keys = null, bool IsPositiveAlone = false);
