using ServerlessMlops.Pipeline.Contracts;

namespace ServerlessMlops.Pipeline.Data;

/// <summary>Reads one column of a contract.</summary>
internal static class PropertySection
{
    private static readonly IReadOnlyList<string> Types = EnumWords.Of<LogicalType>();

    public static ContractProperty Read(YamlSection section, YamlProblems problems)
    {
        section.Accept(StandardKeys.Property);
        var word = section.OneOf("logicalType", Types);
        var type = word is null ? (LogicalType?)null : Enum.Parse<LogicalType>(word, ignoreCase: true);
        var custom = CustomSection.OfProperty(section, problems);
        var property = new ContractProperty
        {
            Name = section.Text("name", required: true) ?? "",
            PhysicalName = section.OptionalText("physicalName"),
            Description = section.OptionalText("description"),
            Type = type,
            Options = OptionsSection.Read(section, type, problems),
            Required = section.Truth("required") ?? false,
            Unique = section.Truth("unique") ?? false,
            KeyPosition = KeyPosition(section),
            Classification = section.OptionalText("classification"),
            CriticalDataElement = section.Truth("criticalDataElement") ?? false,
            Tags = section.Texts("tags"),
            Quality = QualitySection.OfProperty(section, type, problems),
            PersonalData = custom.PersonalData,
            Environments = custom.Environments ?? new ContractProperty { Name = "" }.Environments,
            Acknowledged = custom.Acknowledged,
        };
        section.Close();
        if (type is LogicalType.Object or LogicalType.Array)
        {
            problems.Warn(
                YamlCodes.NotRun, section.PlaceOf("logicalType"), section.Path("logicalType"),
                $"'{property.Name}' is of type {word}; what is in it is not checked: a table's cell holds one value.",
                    "another type, or nothing");
        }

        return property;
    }

    /// <summary>The standard's -1 stands for none; a key without a position has the first.</summary>
    private static int? KeyPosition(YamlSection section)
    {
        var isKey = section.Truth("primaryKey") ?? false;
        var position = section.Whole("primaryKeyPosition", -1, 10_000);
        return !isKey ? null : position is > 0 ? position : 1;
    }
}
