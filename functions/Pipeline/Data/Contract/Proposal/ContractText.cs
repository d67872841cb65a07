using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using ServerlessMlops.Pipeline.Contracts;

namespace ServerlessMlops.Pipeline.Data;

/// <summary>Writes a proposed contract as YAML with a comment on what is not plain.</summary>
internal static class ContractText
{
    /// <summary>A JSON string is a YAML string in double quotes.</summary>
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Write(string model, DatasetProfile profile, PipelineSpec? pipeline, IEnumerable<ProposedColumn> columns)
    {
        var text = new StringBuilder();
        Add(text, 0, $"# Proposed from one file of {profile.Rows} rows, which passes it. Limits allow for what a sample of that size can miss.");
        Add(text, 0, "# Check them, fill in the datasheet, and store it as contract.yaml of the model.");
        Add(text, 0, "apiVersion: v3.1.0");
        Add(text, 0, "kind: DataContract");
        Add(text, 0, $"id: {Quote(model)}");
        Add(text, 0, "version: 0.1.0");
        Add(text, 0, "status: proposed");
        if (Stated(pipeline?.Owner) is { } owner)
        {
            Add(text, 0, "team:");
            Add(text, 1, $"members: [{{ username: {Quote(owner)}, role: owner }}]");
        }

        Add(text, 0, "schema:");
        Add(text, 1, $"- name: {Quote(model)}");
        Add(text, 2, "quality:");
        Add(text, 3, $"- {{ metric: rowCount, mustBeGreaterOrEqualTo: {Math.Max(1, profile.Rows / 2)} }} # half of what was seen");
        Add(text, 2, "properties:");
        foreach (var column in columns)
        {
            AddColumn(text, column);
        }

        AddCustom(text, pipeline);
        return text.ToString();
    }

    private static void AddColumn(StringBuilder text, ProposedColumn column)
    {
        Add(text, 3, $"- name: {Quote(column.Name)}");
        Add(text, 4, $"logicalType: {EnumWords.Word(column.Type)}");
        var limits = Limits(column.Range);
        if (limits.Length > 0)
        {
            Add(text, 4, $"logicalTypeOptions: {{ {limits} }}");
        }

        if (column.IsRequired)
        {
            Add(text, 4, "required: true");
        }

        if (column.IsUnique)
        {
            Add(text, 4, "unique: true");
        }

        if (column.IsPersonal)
        {
            Add(text, 4, "classification: personal");
        }

        AddQuality(text, column);
        if (column.IsTarget || column.IsPersonal)
        {
            Add(text, 4, "customProperties:");
            Add(text, 5, column.IsTarget
                ? "- { property: environments, value: [training] } # the outcome: not known yet where rows are scored"
                : "- { property: personalData, value: mask } # allow, mask or refuse");
        }
    }

    private static void AddQuality(StringBuilder text, ProposedColumn column)
    {
        if (column.IsRequired && column.Values.Count == 0)
        {
            return;
        }

        Add(text, 4, "quality:");
        if (!column.IsRequired)
        {
            Add(text, 5, $"- {{ metric: nullValues, mustBeLessOrEqualTo: {Allowance.Text(column.MissingPercent)}, unit: percent }}");
        }

        if (column.Values.Count > 0)
        {
            var bound = column.UnexpectedPercent == 0 ? "mustBe: 0"
                : $"mustBeLessOrEqualTo: {Allowance.Text(column.UnexpectedPercent)}, unit: percent";
            var values = string.Join(", ", column.Values.Select(Quote));
            Add(text, 5, $"- {{ metric: invalidValues, {bound}, arguments: {{ validValues: [{values}] }} }}");
        }
    }

    private static void AddCustom(StringBuilder text, PipelineSpec? pipeline)
    {
        Add(text, 0, "customProperties:");
        Add(text, 1, "- { property: rejectLimit, value: 0 } # rows, or a share such as 0.5%, that may be set aside");
        Add(text, 1, "- { property: allowNewColumns, value: false }");
        Add(text, 1, "- property: datasheet # an empty answer is shown as a gap");
        Add(text, 2, "value:");
        (string Field, string? Answer)[] answers =
        [
            ("origin", null), ("collector", null), ("licence", Stated(pipeline?.Licence)), ("legalBasis", Stated(pipeline?.LegalBasis)),
            ("selection", null), ("labelling", null), ("knownGaps", null), ("retention", null),
        ];
        foreach (var (field, answer) in answers)
        {
            Add(text, 3, $"{field}: {Quote(answer ?? "")}");
        }
    }

    private static string Limits((double? Low, double? High) range) => string.Join(
        ", ",
        new[]
        {
            range.Low is { } low ? $"minimum: {Allowance.Text(low)}" : null,
            range.High is { } high ? $"maximum: {Allowance.Text(high)}" : null,
        }.OfType<string>());

    private static string? Stated(string? answer) =>
        string.IsNullOrWhiteSpace(answer) || answer.Contains(PipelineYaml.ToConfirm, StringComparison.OrdinalIgnoreCase) ? null : answer;

    private static void Add(StringBuilder text, int depth, FormattableString line) =>
        Add(text, depth, line.ToString(CultureInfo.InvariantCulture));

    private static void Add(StringBuilder text, int depth, string line) => text.Append(' ', depth * 2).Append(line).Append('\n');

    private static string Quote(string text) => JsonSerializer.Serialize(text, Plain);
}
