using System.Globalization;
using System.Text;
using System.Text.Json;
using ServerlessMlops.Pipeline.Contracts;

namespace ServerlessMlops.Pipeline.Card;

/// <summary>The YAML that begins a model card on the Hugging Face Hub. Texts are written as JSON strings, which YAML reads as they are.</summary>
/// <remarks>Source: huggingface.co/docs/hub/model-cards, and modelcard.md's specification of <c>model-index</c>.</remarks>
internal static class HuggingFaceHeader
{
    public static string Of(ModelCard card)
    {
        var task = card.Evaluation.Task == ModelTask.Regression ? "tabular-regression" : "tabular-classification";
        var yaml = new StringBuilder("---\n");
        Licence(yaml, card.Pipeline.Licence);
        yaml.Append(CultureInfo.InvariantCulture, $"pipeline_tag: {task}\n");
        yaml.Append("tags:\n");
        foreach (var tag in new[] { task, "tabular", card.Learner, "serverless-mlops" }.Distinct())
        {
            yaml.Append(CultureInfo.InvariantCulture, $"- {Text(tag)}\n");
        }

        yaml.Append(CultureInfo.InvariantCulture, $"datasets:\n- {Text(DatasetName(card))}\n");
        Measure[] measured = [.. card.Evaluation.Metrics.Where(measure => measure.Value is not null)];
        yaml.Append("metrics:\n");
        foreach (var measure in measured)
        {
            yaml.Append(CultureInfo.InvariantCulture, $"- {Type(measure.Name)}\n");
        }

        yaml.Append(CultureInfo.InvariantCulture, $"model-index:\n- name: {Text(card.Name)}\n  results:\n  - task:\n      type: {task}\n");
        yaml.Append(CultureInfo.InvariantCulture, $"    dataset:\n      name: {Text(DatasetName(card))}\n      type: tabular\n      split: test\n");
        yaml.Append(CultureInfo.InvariantCulture, $"      revision: {Text(card.Record.Dataset)}\n    metrics:\n");
        foreach (var measure in measured)
        {
            yaml.Append(CultureInfo.InvariantCulture, $"    - type: {Type(measure.Name)}\n      name: {Text(CardNumbers.Name(measure.Name))}\n");
            yaml.Append(CultureInfo.InvariantCulture, $"      value: {measure.Value:R}\n");
        }

        return yaml.Append("---\n").ToString();
    }

    private static void Licence(StringBuilder yaml, string licence)
    {
        if (Licences.HubId(licence) is { } id)
        {
            yaml.Append(CultureInfo.InvariantCulture, $"license: {id}\n");
        }
        else
        {
            yaml.Append(CultureInfo.InvariantCulture, $"license: other\nlicense_name: {Text(licence)}\n");
        }
    }

    private static string DatasetName(ModelCard card) => $"{card.Model}-{card.Record.Dataset[..Math.Min(12, card.Record.Dataset.Length)]}";

    /// <summary>The name of the metric in the Hub's evaluate library, where it has one.</summary>
    private static string Type(string measure) => measure switch
    {
        "auc" or "macro_auc" => "roc_auc",
        "brier" => "brier_score",
        "mcc" => "matthews_correlation",
        "macro_f1" => "f1",
        "r2" => "r_squared",
        _ => measure,
    };

    private static string Text(string text) => JsonSerializer.Serialize(text);
}
