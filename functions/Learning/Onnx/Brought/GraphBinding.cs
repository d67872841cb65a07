using ServerlessMlops.Learning.Features;
using ServerlessMlops.Learning.Onnx.Reading;
using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Data;

namespace ServerlessMlops.Learning.Onnx;

/// <summary>Which column feeds which input, and which output is the score: by names and types alone, nothing is run.</summary>
/// <param name="Features">Columns that the graph uses, in the order in which they are encoded, one number each.</param>
/// <param name="Score">The output that is the score.</param>
/// <param name="Label">An output of labels, by which the probabilities' order is known; null where there is none.</param>
internal sealed record GraphBinding(IReadOnlyList<FeatureColumn> Features, IReadOnlyList<GraphFeed> Feeds, OnnxPort Score, OnnxPort? Label)
{
    /// <returns>Null where something does not fit, which the findings say.</returns>
    public static GraphBinding? Of(OnnxSketch sketch, Table table, PipelineSpec spec, OnnxFindings findings)
    {
        var before = findings.All.Count;
        var isMatrix = sketch.Inputs is [{ IsNumber: true } only] && (!table.TryGet(only.Name, out _) || only.Shape is [_, > 1]);
        var features = new List<FeatureColumn>();
        var feeds = isMatrix ? Matrix(sketch.Inputs[0], table, spec, features, findings) : Each(sketch.Inputs, table, spec, features, findings);
        var score = ScoreOf(sketch.Outputs, spec, findings);
        var label = spec.Task == ModelTask.Regression ? null : sketch.Outputs.FirstOrDefault(output => output is { MapKey: null, Element: OnnxPort.Text });
        return findings.All.Count > before ? null : new GraphBinding(features, feeds, score!, label);
    }

    /// <summary>One input a column, by its name.</summary>
    private static List<GraphFeed> Each(
        IReadOnlyList<OnnxPort> inputs, Table table, PipelineSpec spec, List<FeatureColumn> features, OnnxFindings findings)
    {
        var feeds = new List<GraphFeed>();
        if (inputs.Count == 0)
        {
            findings.Add(OnnxCodes.Input, "The graph has no input.", null, "one input a column");
        }

        foreach (var input in inputs)
        {
            if (input.Name == spec.Target || !table.TryGet(input.Name, out var column))
            {
                var why = input.Name == spec.Target ? "is the target, which is not known when predicting" : "is the name of no column";
                findings.Add(
                    OnnxCodes.Input, $"The input '{OnnxFindings.Cut(input.Name)}' {why}.", OnnxFindings.Cut(input.Name),
                    $"a column, such as {string.Join(", ", table.Columns.Where(one => one.Name != spec.Target).Take(5).Select(one => one.Name))}");
                continue;
            }

            var isText = column is CategoryColumn;
            if (input.MapKey is not null || (isText ? input.Element != OnnxPort.Text : !input.IsNumber))
            {
                findings.Add(
                    OnnxCodes.Input, $"The input '{OnnxFindings.Cut(input.Name)}' is {input.Type}; its column holds {Kind(column)}.", input.Type,
                    isText ? "string" : "float or double, which can say that a value is missing", input.Name);
                continue;
            }

            if (input.Shape.Count > 2 || input.Shape is [_, > 1])
            {
                findings.Add(
                    OnnxCodes.Input, $"The input '{OnnxFindings.Cut(input.Name)}' wants more than one number a row.", Shape(input),
                    "[rows, 1] or [rows]", input.Name);
                continue;
            }

            features.Add(FeatureOf(column));
            feeds.Add(new GraphFeed(
                input.Name, [features.Count - 1], input.Shape.Count == 1 ? 1 : 2, input.Element == OnnxPort.Double,
                column is CategoryColumn texts ? [.. Levels(texts), GraphFeed.Other, ""] : null));
        }

        return feeds;
    }

    /// <summary>All columns in one input, in the order of <c>features.include</c>.</summary>
    private static List<GraphFeed> Matrix(OnnxPort input, Table table, PipelineSpec spec, List<FeatureColumn> features, OnnxFindings findings)
    {
        if (spec.Features.Include.Count == 0)
        {
            findings.Add(
                OnnxCodes.Input, $"The input '{OnnxFindings.Cut(input.Name)}' takes all columns, and nothing says in which order.", Shape(input),
                "features.include in pipeline.yaml, in the order of the graph's columns; or one input a column, of its name");
            return [];
        }

        foreach (var name in spec.Features.Include)
        {
            if (!table.TryGet(name, out var column) || column is CategoryColumn || name == spec.Target)
            {
                findings.Add(
                    OnnxCodes.Input, $"'{name}' of features.include cannot be in the input of numbers '{OnnxFindings.Cut(input.Name)}'.",
                    column is null ? "no such column" : Kind(column), "a column of numbers, booleans or dates", name);
                continue;
            }

            features.Add(FeatureOf(column));
        }

        if (input.Shape is [_, { } width] && width != spec.Features.Include.Count)
        {
            findings.Add(
                OnnxCodes.Input, $"The input '{OnnxFindings.Cut(input.Name)}' has {width} columns; features.include names {spec.Features.Include.Count}.",
                Shape(input), $"[rows, {spec.Features.Include.Count}]");
        }

        return [new GraphFeed(input.Name, [.. Enumerable.Range(0, features.Count)], 2, input.Element == OnnxPort.Double)];
    }

    /// <summary>Probabilities for classes, a number for regression: of several outputs, one of a usual name, else the first that can be.</summary>
    private static OnnxPort? ScoreOf(IReadOnlyList<OnnxPort> outputs, PipelineSpec spec, OnnxFindings findings)
    {
        string[] usual = spec.Task == ModelTask.Regression ? ["score", "value", "variable"] : ["probabilities", "output_probability", "probability"];
        var able = outputs.Where(output => output.IsNumber
            || (spec.Task != ModelTask.Regression
                && output is { MapKey: OnnxPort.Text or OnnxPort.Int64, Element: OnnxPort.Float or OnnxPort.Double })).ToList();
        var found = able.FirstOrDefault(output => usual.Contains(output.Name)) ?? able.FirstOrDefault();
        if (found is null)
        {
            findings.Add(
                OnnxCodes.Output, $"No output of the graph can be the score of a {spec.Task.ToString().ToLowerInvariant()} model.",
                string.Join(", ", outputs.Take(5).Select(output => $"{OnnxFindings.Cut(output.Name)}: {output.Type}")),
                spec.Task == ModelTask.Regression ? "a float or double [rows, 1]" : "probabilities, float or double [rows, classes], or a map a row");
        }

        return found;
    }

    private static FeatureColumn FeatureOf(Column column) => new(column.Name, column.Kind, column switch
    {
        CategoryColumn texts => new CategoryEncoding(Levels(texts)),
        { Kind: ColumnKind.Date } => new DateEncoding([DatePart.Days], 0),
        _ => new NumberEncoding(),
    });

    private static string[] Levels(CategoryColumn column) =>
        [.. column.Codes.Where(code => code >= 0).Distinct().Select(code => column.Levels[code]).Order(StringComparer.Ordinal)];

    private static string Kind(Column column) => column.Kind.ToString().ToLowerInvariant();

    private static string Shape(OnnxPort port) => $"[{string.Join(", ", port.Shape.Select(axis => axis is { } length ? $"{length}" : "rows"))}]";
}
