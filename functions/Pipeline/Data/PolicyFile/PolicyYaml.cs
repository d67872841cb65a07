using ServerlessMlops.Pipeline.Contracts;

namespace ServerlessMlops.Pipeline.Data;

/// <summary>Reads a policy's YAML: a policy, or every error at once with line and column. The keys stand in <c>docs/policies.md</c>.</summary>
public static class PolicyYaml
{
    private const int HighestVersion = 1_000_000;
    private const double MaximumDeadlineHours = 90 * 24;

    /// <param name="file">As problems name it; without its folders and ending it is the policy's name.</param>
    public static PolicyOutcome Parse(string text, string file)
    {
        var problems = new YamlProblems(file);
        if (YamlTree.Read(text, problems) is not { } root)
        {
            return new PolicyOutcome.Invalid(problems.ToList());
        }

        var section = new YamlSection(root, "", problems);
        var policy = Read(section, Path.GetFileNameWithoutExtension(file), problems);
        section.Close();
        return problems.HasErrors ? new PolicyOutcome.Invalid(problems.ToList()) : new PolicyOutcome.Valid(policy);
    }

    private static OrganisationPolicy Read(YamlSection root, string expected, YamlProblems problems)
    {
        var name = root.Text("policy", required: true);
        if (name is not null && (name != expected || !ModelNames.IsValid(name)))
        {
            problems.Error(
                YamlCodes.Contradiction, root.PlaceOfValue("policy"), "policy",
                $"'policy' is '{ProblemList.Cut(name)}'; expected the file's own name, '{expected}', which is {ModelNames.Expected}.", name, expected);
        }

        var version = root.Node("version", required: true) is null ? null : root.Whole("version", 1, HighestVersion);
        var policy = new OrganisationPolicy
        {
            Name = name ?? "",
            Version = version ?? 1,
            Owner = root.Text("owner", required: true) ?? "",
            Clause = root.Text("clause"),
            AppliesTo = Scope(root, problems),
            Gates = GateSection.Read(root, null, problems),
            Licences = root.Texts("licences"),
        };
        policy = Approval(root, policy, problems);
        if (policy is { Gates.Count: 0, Licences.Count: 0, Quorum: null, DeadlineHours: null })
        {
            problems.Error(
                YamlCodes.MissingKey, root.Place, null, "The policy asks nothing.", expected: "gates, licences or approval");
        }

        return policy;
    }

    private static PolicyScope Scope(YamlSection root, YamlProblems problems)
    {
        if (root.Section("appliesTo") is not { } section)
        {
            return new PolicyScope();
        }

        var scope = new PolicyScope
        {
            Models = section.Texts("models"),
            RiskClasses = Known(section, "riskClass", KnownNames.RiskClasses),
            Tasks = [.. Known(section, "task", KnownNames.Tasks).Select(word => Enum.Parse<ModelTask>(word, ignoreCase: true))],
        };
        foreach (var pattern in scope.Models.Where(pattern => !ModelNames.IsValid(pattern.TrimEnd('*')) || pattern.TrimEnd('*').Length < pattern.Length - 1))
        {
            problems.Error(
                YamlCodes.OutOfRange, section.PlaceOfValue("models"), "appliesTo.models",
                $"'{ProblemList.Cut(pattern)}' is no model's name, nor the beginning of one with * at its end.", pattern, "credit-risk, or credit-*");
        }

        section.Close();
        return scope;
    }

    private static IReadOnlyList<string> Known(YamlSection section, string key, IReadOnlyList<string> words) =>
        [.. section.Texts(key).Where(word => section.CheckKnown(word, words, section.PlaceOfValue(key), section.Path(key)))];

    private static OrganisationPolicy Approval(YamlSection root, OrganisationPolicy policy, YamlProblems problems)
    {
        if (root.Section("approval") is not { } section)
        {
            return policy;
        }

        var asked = policy with
        {
            Quorum = section.Whole("quorum", 2, 20),
            DeadlineHours = Durations.Read(section, "deadline", MaximumDeadlineHours, "90d", problems),
        };
        section.Close();
        return asked;
    }
}
