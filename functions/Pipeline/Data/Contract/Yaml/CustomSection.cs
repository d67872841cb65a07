using System.Globalization;
using ServerlessMlops.Pipeline.Contracts;

namespace ServerlessMlops.Pipeline.Data;

/// <summary>Reads what stands in <c>customProperties</c> and is this product's; what is another's is passed over.</summary>
internal sealed class CustomSection
{
    public const int MaximumRejectedRows = 100_000;

    private static readonly IReadOnlyList<string> Policies = EnumWords.Of<PersonalDataPolicy>();
    private static readonly IReadOnlyList<string> EnvironmentWords = EnumWords.Of<DataEnvironment>();

    public RejectLimit? RejectLimit { get; private set; }

    public bool? AllowNewColumns { get; private set; }

    public PersonalDataPolicy? PersonalData { get; private set; }

    public DatasheetAnswers? Datasheet { get; private set; }

    public IReadOnlyList<DataEnvironment>? Environments { get; private set; }

    public IReadOnlyList<string> Acknowledged { get; private set; } = [];

    public static CustomSection OfContract(YamlSection root, YamlProblems problems) =>
        Read(root, ["rejectLimit", "allowNewColumns", "personalData", "datasheet"], problems);

    public static CustomSection OfObject(YamlSection table, YamlProblems problems) =>
        Read(table, ["rejectLimit", "allowNewColumns"], problems);

    public static CustomSection OfProperty(YamlSection column, YamlProblems problems) =>
        Read(column, ["personalData", "environments", "acknowledged"], problems);

    private static CustomSection Read(YamlSection owner, IReadOnlyList<string> known, YamlProblems problems)
    {
        var custom = new CustomSection();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var section in owner.Sections("customProperties", "a mapping with property and value"))
        {
            section.Accept(StandardKeys.CustomProperty);
            var name = section.Text("property", required: true);
            section.Node("value", required: true);
            section.Close();
            if (name is null || !section.Has("value"))
            {
                continue;
            }

            if (!known.Contains(name))
            {
                WarnIfNear(name, known, section, problems);
            }
            else if (!seen.Add(name))
            {
                problems.Error(
                    YamlCodes.Contradiction, section.PlaceOfValue("property"), section.Path("property"), $"'{name}' stands twice here.",
                        name,
                    "each property once");
            }
            else
            {
                custom.Take(name, section, problems);
            }
        }

        return custom;
    }

    private static void WarnIfNear(string name, IReadOnlyList<string> known, YamlSection section, YamlProblems problems)
    {
        if (NearestName.Of(name, known) is { } nearest)
        {
            problems.Warn(
                YamlCodes.UnknownKey, section.PlaceOfValue("property"), section.Path("property"),
                $"'{ProblemList.Cut(name)}' has no effect here. Did you mean '{nearest}'?", string.Join(", ", known));
        }
    }

    private void Take(string name, YamlSection section, YamlProblems problems)
    {
        switch (name)
        {
            case "rejectLimit":
                RejectLimit = Limit(section, problems);
                break;
            case "allowNewColumns":
                AllowNewColumns = section.Truth("value");
                break;
            case "personalData":
                PersonalData = EnumWords.Parse<PersonalDataPolicy>(section.OneOf("value", Policies));
                break;
            case "environments":
                var places = section.Texts("value").Where(word =>
                    section.CheckKnown(word, EnvironmentWords, section.PlaceOfValue("value"), name));
                Environments = [.. places.Select(word => Enum.Parse<DataEnvironment>(word, ignoreCase: true))];
                break;
            case "acknowledged":
                Acknowledged = [.. section.Texts("value").Where(word =>
                    section.CheckKnown(word, [ContractProperty.Leakage], section.PlaceOfValue("value"), name))];
                break;
            default:
                Datasheet = DatasheetSection.Read(section);
                break;
        }
    }

    private static RejectLimit? Limit(YamlSection section, YamlProblems problems)
    {
        const string Expected = "rows, such as 100, or a share, such as 0.5%";
        if (section.Text("value") is not { } text)
        {
            return null;
        }

        var unit = text.EndsWith('%') ? QualityUnit.Percent : QualityUnit.Rows;
        var highest = unit == QualityUnit.Percent ? 100 : MaximumRejectedRows;
        if (!Cell.TryNumber(text.TrimEnd('%').TrimEnd(), decimalComma: false, out var amount)
            || (unit == QualityUnit.Rows && amount != Math.Floor(amount)))
        {
            problems.Error(
                YamlCodes.WrongType, section.PlaceOfValue("value"), "rejectLimit",
                    $"'rejectLimit' is '{ProblemList.Cut(text)}'; expected {Expected}.",
                text, Expected);
        }
        else if (!(amount >= 0 && amount <= highest))
        {
            var most = highest.ToString(CultureInfo.InvariantCulture) + (unit == QualityUnit.Percent ? "%" : " rows");
            problems.Error(
                YamlCodes.OutOfRange, section.PlaceOfValue("value"), "rejectLimit", $"'rejectLimit' is {text}; expected 0 to {most}.", text,
                $"0 to {most}");
        }
        else
        {
            return new RejectLimit(amount, unit);
        }

        return null;
    }
}
