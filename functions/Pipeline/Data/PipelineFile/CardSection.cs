using ServerlessMlops.Pipeline.Contracts;

namespace ServerlessMlops.Pipeline.Data;

/// <summary>Reads <c>card</c>: what the owner says of the model's users, limits and upkeep. Nothing in it is required; what is not said is a gap.</summary>
internal static class CardSection
{
    /// <returns>Null where the section is absent.</returns>
    public static CardSpec? Read(YamlSection root, YamlProblems problems)
    {
        if (root.Section("card") is not { } section)
        {
            return null;
        }

        var card = new CardSpec
        {
            IntendedUsers = Answer(section, "intendedUsers", problems),
            OutOfScope = Answer(section, "outOfScope", problems),
            Limitations = Answer(section, "limitations", problems),
            EthicalConsiderations = Answer(section, "ethicalConsiderations", problems),
            HumanOversight = Answer(section, "humanOversight", problems),
            Maintenance = Answer(section, "maintenance", problems),
            Contact = Answer(section, "contact", problems),
        };
        section.Close();
        return card;
    }

    private static string? Answer(YamlSection section, string key, YamlProblems problems)
    {
        var text = section.OptionalText(key);
        if (text?.Contains(PipelineYaml.ToConfirm, StringComparison.OrdinalIgnoreCase) != true)
        {
            return string.IsNullOrWhiteSpace(text) ? null : text.Trim();
        }

        problems.Error(
            YamlCodes.ToConfirm, section.PlaceOfValue(key), $"card.{key}",
            $"'card.{key}' still reads '{ProblemList.Cut(text)}'; expected an answer, or no such key.", text, "an answer, or no such key");
        return null;
    }
}
