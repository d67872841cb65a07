using ServerlessMlops.Learning.Learners;
using ServerlessMlops.Learning.Onnx.Format;
using ServerlessMlops.Learning.Onnx.Graphs;
using ServerlessMlops.Learning.Trees;

namespace ServerlessMlops.Learning.Onnx;

/// <summary>Writes a model as one ONNX graph, from raw columns to score and label: see docs/exports.md.</summary>
public static class OnnxExport
{
    public const string MediaType = "application/vnd.onnx";

    /// <param name="digest">SHA-256 of the model file, which goes into the graph's metadata.</param>
    public static OnnxExportOutcome Of(ModelFile model, string name, string digest)
    {
        var trees = model.Learned is BoostedTrees boosted ? LightGbmText.Read(boosted.Text) : null;
        var ofFeatures = model.Transform.Features.Select(FeatureGraph.Unexpressible);
        string[] reasons = [.. ofFeatures.Append(trees is null ? null : TreeGraph.Unexpressible(trees)).OfType<string>()];
        if (reasons.Length > 0)
        {
            return new OnnxExportOutcome.NotExpressible(reasons);
        }

        var graph = new GraphBuilder();
        var encoded = FeatureGraph.Add(graph, model.Transform);
        var margins = model.Learned switch
        {
            BoostedTrees => TreeGraph.Add(graph, trees!, encoded),
            LinearModel linear => LinearGraph.Add(graph, linear, encoded),
            AdditiveModel additive => AdditiveGraph.Add(graph, additive, encoded),
            PriorModel prior => ConstantGraph.Add(graph, [.. prior.Margins], encoded),
            var other => throw new ArgumentException($"Seen a model of {other.GetType().Name}; expected one that can be a graph.", nameof(model)),
        };
        var outputs = LinkGraph.Add(graph, model, margins);
        return new OnnxExportOutcome.Written(OnnxBytes.Of(Described(model, name, digest, graph.Build(GraphName(name)), outputs)), outputs);
    }

    private static OnnxModel Described(
        ModelFile model, string name, string digest, OnnxGraph graph, IReadOnlyDictionary<string, string> outputs)
    {
        var named = outputs.OrderBy(output => output.Key, StringComparer.Ordinal)
            .Select(output => KeyValuePair.Create($"output.{output.Key}", output.Value));
        return new(graph)
        {
            ProducerVersion = ModelFile.CurrentFormat,
            Doc = $"{name}: predicts {model.Target} ({model.Candidate}). "
                + "Inputs are raw columns, [rows, 1] each; what is missing is NaN or the empty text.",
            Metadata =
            [
                new("model", name),
                new("model_file_sha256", digest),
                new("task", model.Task.ToString().ToLowerInvariant()),
                new("target", model.Target),
                new("candidate", model.Candidate),
                new("transform_version", FormattableString.Invariant($"{model.Transform.Version}")),
                .. named,
            ],
        };
    }

    /// <summary>The format wants a name; some readers take letters, digits and underscores alone.</summary>
    private static string GraphName(string name) => string.Concat(name.Select(sign => char.IsAsciiLetterOrDigit(sign) ? sign : '_'));
}

/// <summary>What writing a model as a graph came to.</summary>
public abstract record OnnxExportOutcome
{
    private OnnxExportOutcome()
    {
    }

    /// <param name="Outputs">The graph's own names of its outputs <c>score</c>, <c>probabilities</c> and <c>label</c>.</param>
    public sealed record Written(byte[] Bytes, IReadOnlyDictionary<string, string> Outputs) : OnnxExportOutcome;

    /// <param name="Reasons">One a feature, and of the trees; never empty.</param>
    public sealed record NotExpressible(IReadOnlyList<string> Reasons) : OnnxExportOutcome;
}
