using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Training;

namespace ServerlessMlops.Pipeline.Data;

/// <summary>Writes a proposal as YAML with a comment on each choice.</summary>
internal static class ProposalText
{
    /// <summary>A JSON string is a YAML string in double quotes.</summary>
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Write(PipelineSpec spec, Table table, string why)
    {
        var text = new StringBuilder();
        text.AppendLine("# Proposed from the data. Answer every TO CONFIRM, check the rest, and store it as pipeline.yaml of the model.");
        text.AppendLine(CultureInfo.InvariantCulture, $"model: {spec.Model}");
        text.AppendLine(CultureInfo.InvariantCulture, $"owner: {Quote(spec.Owner)}");
        text.AppendLine(CultureInfo.InvariantCulture, $"purpose: {Quote(spec.Purpose)}");
        text.AppendLine(CultureInfo.InvariantCulture, $"riskClass: {Quote(spec.RiskClass)}");
        text.AppendLine("prohibitedUses: []");
        text.AppendLine(CultureInfo.InvariantCulture, $"licence: {Quote(spec.Licence)}");
        text.AppendLine(CultureInfo.InvariantCulture, $"legalBasis: {Quote(spec.LegalBasis)}");
        text.AppendLine();
        WriteTarget(text, spec, table, why);
        WriteFeatures(text, spec, table);
        WriteProtected(text, spec);
        WriteRest(text, spec);
        return text.Replace("\r\n", "\n").ToString();
    }

    private static void WriteTarget(StringBuilder text, PipelineSpec spec, Table table, string why)
    {
        text.AppendLine(CultureInfo.InvariantCulture, $"task: {spec.Task.ToString().ToLowerInvariant()}");
        text.AppendLine(CultureInfo.InvariantCulture, $"target: {Quote(spec.Target)} # chosen {why}");
        if (spec.Positive is not null)
        {
            var rows = Labels.Count(table[spec.Target]).Single(entry => entry.Label == spec.Positive).Rows;
            text.AppendLine(
                CultureInfo.InvariantCulture,
                $"positive: {Quote(spec.Positive)} # the class whose probability is predicted: {rows} of {table.RowCount} rows");
        }
    }

    private static void WriteFeatures(StringBuilder text, PipelineSpec spec, Table table)
    {
        text.AppendLine();
        foreach (var choice in FeatureSelection.Choose(spec, table).Where(choice => !choice.Used && choice.Column != spec.Target))
        {
            var reason = spec.Features.Exclude.Contains(choice.Column) ? Identifiers.Recognise(table[choice.Column]) : choice.Why;
            text.AppendLine(CultureInfo.InvariantCulture, $"# {Quote(choice.Column)} is no feature: {reason}.");
        }

        text.AppendLine("features:");
        text.AppendLine(CultureInfo.InvariantCulture, $"  exclude: {List(spec.Features.Exclude.Select(Quote))}");
    }

    private static void WriteProtected(StringBuilder text, PipelineSpec spec)
    {
        text.AppendLine();
        text.AppendLine("# Groups are compared by these columns, and nothing is learned from them unless asFeature is true.");
        if (spec.Protected.Count == 0)
        {
            text.AppendLine("protected: [] # no column's name suggests one; look again");
            return;
        }

        text.AppendLine("protected:");
        foreach (var attribute in spec.Protected)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"  - column: {Quote(attribute.Column)}");
            if (attribute.Bins.Count > 0)
            {
                text.AppendLine(
                    CultureInfo.InvariantCulture, $"    bins: {List(attribute.Bins.Select(Number))} # inner edges, each group closed below");
            }
        }
    }

    private static void WriteRest(StringBuilder text, PipelineSpec spec)
    {
        var (split, approval) = (spec.Split, spec.Approval);
        var (deadline, reminders) = (Number(approval.DeadlineHours / 24), Number(approval.ReminderHours));
        text.AppendLine();
        text.AppendLine(
            CultureInfo.InvariantCulture,
            $"split: {{ train: {Number(split.Train)}, validation: {Number(split.Validation)}, test: {Number(split.Test)}, seed: {split.Seed} }}");
        text.AppendLine(CultureInfo.InvariantCulture, $"train: {{ candidates: {List(spec.Train.Candidates)} }}");
        text.AppendLine();
        text.AppendLine("# Limits on the untouched test part; raise them to what the use needs.");
        text.AppendLine("gates:");
        foreach (var gate in spec.Gates)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"  - {{ metric: {gate.Metric}, min: {Number(gate.Min!.Value)} }}");
        }

        if (spec.Protected.Count > 0)
        {
            var (disparity, limit) = Suggested(spec.Task);
            text.AppendLine(CultureInfo.InvariantCulture, $"  # - {{ disparity: {disparity}, {limit} }}");
        }

        text.AppendLine();
        text.AppendLine(
            CultureInfo.InvariantCulture,
            $"approval: {{ roles: {List(approval.Roles)}, quorum: {approval.Quorum}, deadline: {deadline}d, reminders: {reminders}h }}");
    }

    private static (string Disparity, string Limit) Suggested(ModelTask task) => task switch
    {
        ModelTask.Binary => ("demographic_parity_difference", "max: 0.2"),
        ModelTask.Multiclass => ("accuracy_difference", "max: 0.2"),
        _ => ("mae_difference", "max: 1"),
    };

    private static string Quote(string text) => JsonSerializer.Serialize(text, Plain);

    private static string Number(double number) => number.ToString("R", CultureInfo.InvariantCulture);

    private static string List(IEnumerable<string> items) => $"[{string.Join(", ", items)}]";
}
