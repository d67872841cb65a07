using ServerlessMlops.Pipeline.Contracts;

namespace ServerlessMlops.Pipeline.Data;

/// <summary>Reads the answers of a datasheet; an empty one is a gap, not a mistake.</summary>
internal static class DatasheetSection
{
    public static DatasheetAnswers? Read(YamlSection custom)
    {
        if (custom.Section("value") is not { } section)
        {
            return null;
        }

        string? Answer(string key)
        {
            var node = section.Node(key);
            return node is null or YamlScalar { IsNull: true } or YamlScalar { Value: "" } ? null
                : section.AsText(node, $"datasheet.{key}") is { } text
                    && !text.Contains(PipelineYaml.ToConfirm, StringComparison.OrdinalIgnoreCase) ? text
                : null;
        }

        var sheet = new DatasheetAnswers
        {
            Origin = Answer("origin"),
            Collector = Answer("collector"),
            Licence = Answer("licence"),
            LegalBasis = Answer("legalBasis"),
            Selection = Answer("selection"),
            Labelling = Answer("labelling"),
            KnownGaps = Answer("knownGaps"),
            Retention = Answer("retention"),
        };
        section.Close();
        return sheet;
    }
}
