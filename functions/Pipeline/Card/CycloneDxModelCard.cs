using System.Globalization;
using System.Text.Json.Nodes;
using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Evaluation;

namespace ServerlessMlops.Pipeline.Card;

/// <summary>CycloneDX's <c>modelCard</c>: parameters, measures with intervals, and considerations. What nobody stated is left out there and named as a gap.</summary>
internal static class CycloneDxModelCard
{
    public static JsonObject Of(ModelCard card, string dataset) => new()
    {
        ["modelParameters"] = new JsonObject
        {
            ["approach"] = new JsonObject { ["type"] = "supervised" },
            ["task"] = card.Evaluation.Task == ModelTask.Regression ? "regression" : "classification",
            ["architectureFamily"] = card.Learner,
            ["datasets"] = new JsonArray(new JsonObject { ["ref"] = dataset }),
            ["inputs"] = new JsonArray([.. card.Inputs.Select(input => new JsonObject { ["format"] = $"{input.Name}: {input.Kind.ToString().ToLowerInvariant()}" })]),
            ["outputs"] = new JsonArray(new JsonObject { ["format"] = Output(card.Evaluation) }),
        },
        ["quantitativeAnalysis"] = new JsonObject { ["performanceMetrics"] = new JsonArray([.. Measures(card.Evaluation)]) },
        ["considerations"] = Considerations(card),
    };

    /// <summary>Digests, gates and gaps, which the standard has no place for.</summary>
    public static JsonArray Properties(ModelCard card) => new(
    [
        Property("mlops:run", card.RunId), Property("mlops:owner", card.Record.Owner), Property("mlops:risk-class", card.Pipeline.RiskClass),
        Property("mlops:legal-basis", card.Pipeline.LegalBasis), Property("mlops:evidence", card.Record.Evidence ?? "none yet"),
        .. card.Evaluation.Gates.Select(gate => Property("mlops:gate", $"{gate.Rule}: {gate.Outcome}")),
        .. card.Gaps.Select(gap => Property("mlops:gap", gap)),
    ]);

    private static IEnumerable<JsonNode?> Measures(EvaluationReport report) => report.Metrics
        .Where(measure => measure.Value is not null)
        .Select(measure => Metric(measure, FormattableString.Invariant($"test part, n = {measure.N}")))
        .Concat(report.Disparities.SelectMany(one => one.Disparities.Where(measure => measure.Value is not null)
            .Select(measure => Metric(measure, FormattableString.Invariant($"between groups of {one.Attribute}, n = {measure.N}")))));

    private static JsonObject Metric(Measure measure, string slice)
    {
        var metric = new JsonObject { ["type"] = measure.Name, ["value"] = Text(measure.Value!.Value), ["slice"] = slice };
        if (measure is { Lower: { } lower, Upper: { } upper })
        {
            metric["confidenceInterval"] = new JsonObject { ["lowerBound"] = Text(lower), ["upperBound"] = Text(upper) };
        }

        return metric;
    }

    private static JsonObject Considerations(ModelCard card)
    {
        var considerations = new JsonObject { ["useCases"] = new JsonArray(card.Pipeline.Purpose) };
        Add(considerations, "users", [card.Stated("intendedUsers")]);
        Add(considerations, "technicalLimitations",
        [
            card.Stated("limitations"), card.Stated("outOfScope") is { } scope ? $"Out of scope: {scope}" : null,
            .. card.Pipeline.ProhibitedUses.Select(use => $"Must not be used for: {use}"),
        ]);
        Add(considerations, "performanceTradeoffs", [card.Evaluation.Opacity is { } price ? OpacityText.Of(price) : null]);
        if (card.Stated("ethicalConsiderations") is { } ethics)
        {
            var risk = new JsonObject { ["name"] = ethics };
            if (card.Stated("humanOversight") is { } oversight)
            {
                risk["mitigationStrategy"] = oversight;
            }

            considerations["ethicalConsiderations"] = new JsonArray(risk);
        }

        JsonNode?[] groups = [.. card.Evaluation.Disparities.SelectMany(one => one.Groups.Select(group => Assessed(one, group)))];
        if (groups.Length > 0)
        {
            considerations["fairnessAssessments"] = new JsonArray(groups);
        }

        return considerations;
    }

    private static JsonNode Assessed(AttributeDisparity attribute, GroupRow group)
    {
        var rates = new (string Name, double? Value)[]
        {
            ("selection rate", group.SelectionRate), ("true positive rate", group.TruePositiveRate), ("false positive rate", group.FalsePositiveRate),
            ("accuracy", group.Accuracy), ("mean error", group.MeanError), ("mean absolute error", group.MeanAbsoluteError),
        };
        var said = string.Join(", ", rates.Where(rate => rate.Value is not null).Select(rate => $"{rate.Name} {Text(rate.Value!.Value)}"));
        return new JsonObject
        {
            ["groupAtRisk"] = $"{attribute.Attribute}: {group.Group}",
            ["harms"] = FormattableString.Invariant($"n = {group.N}; {said}{(group.NotCompared is { } lack ? $"; not compared: {lack}" : "")}"),
        };
    }

    private static void Add(JsonObject to, string name, IReadOnlyList<string?> texts)
    {
        JsonNode?[] said = [.. texts.OfType<string>().Select(text => (JsonNode?)text)];
        if (said.Length > 0)
        {
            to[name] = new JsonArray(said);
        }
    }

    private static string Output(EvaluationReport report) => report.Task switch
    {
        ModelTask.Binary => $"probability of {report.Positive} and a label, one of {string.Join(", ", report.Classes)}",
        ModelTask.Multiclass => $"probability of each of {string.Join(", ", report.Classes)}, and a label",
        _ => $"{report.Target}, a number",
    };

    private static JsonNode Property(string name, string value) => new JsonObject { ["name"] = name, ["value"] = value };

    private static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
