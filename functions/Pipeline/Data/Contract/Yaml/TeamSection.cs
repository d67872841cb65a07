using ServerlessMlops.Pipeline.Contracts;

namespace ServerlessMlops.Pipeline.Data;

/// <summary>Reads who answers for the data: a mapping with members, or as in version 3.0 the list of members itself.</summary>
internal static class TeamSection
{
    private const string Member = "a mapping with username";

    public static (string? Name, IReadOnlyList<ContractMember> Members) Read(YamlSection root, YamlProblems problems)
    {
        if (root.Node("team") is not YamlMap)
        {
            return (null, root.Has("team") ? Members(root.Sections("team", Member)) : []);
        }

        var team = root.Section("team")!;
        team.Accept(StandardKeys.Team);
        var name = team.OptionalText("name");
        var members = Members(team.Sections("members", Member));
        team.Close();
        if (name is null && members.Count == 0)
        {
            problems.Warn(YamlCodes.MissingKey, team.Place, "team", "The team has neither a name nor members.",
                "a name, members, or no team");
        }

        return (name, members);
    }

    private static IReadOnlyList<ContractMember> Members(IReadOnlyList<YamlSection> sections)
    {
        var members = new List<ContractMember>();
        foreach (var section in sections)
        {
            section.Accept(StandardKeys.Member);
            var username = section.Text("username", required: true);
            var member = new ContractMember(username ?? "", section.OptionalText("name"), section.OptionalText("role"));
            section.Close();
            if (username is not null)
            {
                members.Add(member);
            }
        }

        return members;
    }
}
