using ServerlessMlops.Pipeline.Contracts;

namespace ServerlessMlops.Pipeline.Data;

/// <summary>
/// Reads a contract.yaml in the Open Data Contract Standard v3.1: a contract, or every error at once with line and column.
/// </summary>
/// <remarks>
/// What the standard knows and has no effect here is passed over; what it does not know is an error. What this product needs beyond it
/// stands in the standard's own <c>customProperties</c>: see <c>docs/contract.md</c>.
/// </remarks>
public static class ContractYaml
{
    public static ContractOutcome Parse(string text, string file)
    {
        var problems = new YamlProblems(file);
        if (YamlTree.Read(text, problems) is not { } root)
        {
            return new ContractOutcome.Invalid(problems.ToList());
        }

        var section = new YamlSection(root, "", problems);
        var contract = Read(section, problems);
        section.Close();
        return problems.HasErrors
            ? new ContractOutcome.Invalid(problems.ToList())
            : new ContractOutcome.Valid(contract, problems.ToList());
    }

    private static DataContract Read(YamlSection root, YamlProblems problems)
    {
        root.OneOf("apiVersion", StandardKeys.ApiVersions, required: true);
        root.OneOf("kind", StandardKeys.Kinds, required: true);
        root.Accept(StandardKeys.Contract);
        var custom = CustomSection.OfContract(root, problems);
        var description = root.Node("description") is { } node and not YamlScalar { IsNull: true } ? root.Section("description") : null;
        var (teamName, team) = TeamSection.Read(root, problems);
        var sla = ReadSla(root);
        var datasheet = custom.Datasheet ?? new DatasheetAnswers();
        var contract = new DataContract
        {
            Id = root.Text("id", required: true) ?? "",
            Version = root.Text("version", required: true) ?? "",
            Status = root.Text("status", required: true) ?? "",
            Name = root.OptionalText("name"),
            Domain = root.OptionalText("domain"),
            DataProduct = root.OptionalText("dataProduct"),
            Purpose = description?.OptionalText("purpose"),
            Limitations = description?.OptionalText("limitations"),
            Usage = description?.OptionalText("usage"),
            Objects = SchemaSection.Read(root, custom, problems),
            TeamName = teamName,
            Team = team,
            Sla = sla,
            Tags = root.Texts("tags"),
            PersonalData = custom.PersonalData,
            Datasheet = datasheet with { Retention = datasheet.Retention ?? RetentionOf(sla) },
        };
        description?.Accept(StandardKeys.Description);
        description?.Close();
        return contract;
    }

    private static IReadOnlyList<SlaTerm> ReadSla(YamlSection root)
    {
        var terms = new List<SlaTerm>();
        foreach (var section in root.Sections("slaProperties", "a mapping with property and value"))
        {
            section.Accept(StandardKeys.Sla);
            var property = section.Text("property", required: true);
            section.Node("value", required: true);
            var value = section.OptionalText("value");
            var (unit, element) = (section.OptionalText("unit"), section.OptionalText("element"));
            section.Close();
            if (property is not null && value is not null)
            {
                terms.Add(new SlaTerm(property, value, unit, element));
            }
        }

        return terms;
    }

    /// <summary>The standard has a place for it; the datasheet need not say it again.</summary>
    private static string? RetentionOf(IReadOnlyList<SlaTerm> sla) =>
        sla.FirstOrDefault(term => term.Property.Equals("retention", StringComparison.OrdinalIgnoreCase)
            || term.Property is "re") is { } term
            ? string.Join(' ', new[] { term.Value, term.Unit }.OfType<string>())
            : null;
}
