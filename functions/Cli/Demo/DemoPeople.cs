using ServerlessMlops.Cli.Local;
using ServerlessMlops.Pipeline.Contracts;

namespace ServerlessMlops.Cli.Demo;

/// <summary>Who takes part: one who drops the data, and as many others to decide as the specification asks for.</summary>
internal sealed record DemoPeople(LocalUser Scientist, IReadOnlyList<LocalUser> Approvers)
{
    private const int Fewest = 2;
    private const int Most = 20;
    private static readonly string[] Nicks = ["amal", "bo", "chen", "dita", "emil", "femi", "gita", "hana"];

    public IReadOnlyList<LocalUser> All => [Scientist, .. Approvers, new("olga@example.org", ["Operator"]), new("aud@example.org", ["Auditor"]), new("rena@example.org", ["PolicyOwner"])];

    public static DemoPeople For(ApprovalSpec? approval)
    {
        // Roles that the local identity provider does not know cannot be given to anybody; the app refuses to start with them.
        string[] roles = [.. (approval?.Roles ?? []).Append("Approver").Intersect(["Approver", "Operator", "Auditor", "PolicyOwner"]).Distinct()];
        var count = Math.Clamp(approval?.Quorum ?? Fewest, Fewest, Most);
        var approvers = Enumerable.Range(0, count).Select(i => new LocalUser($"{(i < Nicks.Length ? Nicks[i] : $"person{i + 1}")}@example.org", roles));
        return new(new("dana@example.org", ["DataScientist"]), [.. approvers]);
    }
}
