using ServerlessMlops.Pipeline.Contracts;

namespace ServerlessMlops.Pipeline.Data;

/// <summary>Reads the tables of a contract.</summary>
internal static class SchemaSection
{
    public static IReadOnlyList<ContractObject> Read(YamlSection root, CustomSection whole, YamlProblems problems)
    {
        var objects = new List<ContractObject>();
        var names = new Once("table", problems);
        foreach (var section in root.Sections("schema", "a mapping with name and properties"))
        {
            section.Accept(StandardKeys.Object);
            var custom = CustomSection.OfObject(section, problems);
            var properties = Properties(section, problems);
            var table = new ContractObject
            {
                Name = section.Text("name", required: true) ?? "",
                PhysicalName = section.OptionalText("physicalName"),
                Description = section.OptionalText("description"),
                Granularity = section.OptionalText("dataGranularityDescription"),
                Properties = properties,
                Quality = QualitySection.OfObject(section, [.. properties.Select(property => property.Name)], problems),
                RejectLimit = custom.RejectLimit ?? whole.RejectLimit,
                AllowNewColumns = custom.AllowNewColumns ?? whole.AllowNewColumns ?? false,
            };
            section.Close();
            names.Add(table.Name, section);
            objects.Add(table);
        }

        if (objects.Count == 0)
        {
            problems.Warn(
                YamlCodes.MissingKey, root.PlaceOf("schema"), "schema", "The contract describes no table: no file is checked against it.",
                "a table with properties");
        }

        return objects;
    }

    private static IReadOnlyList<ContractProperty> Properties(YamlSection table, YamlProblems problems)
    {
        var properties = new List<ContractProperty>();
        var names = new Once("column", problems);
        foreach (var section in table.Sections("properties", "a mapping with name"))
        {
            var property = PropertySection.Read(section, problems);
            names.Add(property.Name, section);
            properties.Add(property);
        }

        return properties;
    }

    /// <summary>Names that may stand once.</summary>
    private sealed class Once(string what, YamlProblems problems)
    {
        private readonly Dictionary<string, int> _lines = new(StringComparer.Ordinal);

        public void Add(string name, YamlSection section)
        {
            var place = section.PlaceOfValue("name");
            if (name.Length > 0 && !_lines.TryAdd(name, place.Line))
            {
                problems.Error(
                    YamlCodes.Contradiction, place, section.Path("name"),
                    $"The {what} '{ProblemList.Cut(name)}' stands here and in line {_lines[name]}.", name, $"each {what} once");
            }
        }
    }
}
