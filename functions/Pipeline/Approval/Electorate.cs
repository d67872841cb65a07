using ServerlessMlops.Pipeline.Contracts;

namespace ServerlessMlops.Pipeline.Approval;

/// <summary>Who may vote, when, and in whose place.</summary>
public static class Electorate
{
    /// <summary>The rules that hold for a request, also for one from before there were any.</summary>
    public static ApprovalRules Rules(ApprovalRequest request) => request.Rules
        ?? new() { Steps = [new() { Name = "approval", Roles = request.Roles, Quorum = request.Quorum }], Excluded = [request.Submitter] };

    public static bool IsExcluded(ApprovalRequest request, string person) =>
        People.Same(person, request.Submitter) || Rules(request).Excluded.Any(one => People.Same(one, person));

    /// <summary>Whom a person speaks for in a step at a time.</summary>
    /// <returns>Null: they may not vote in it. Else the person whose voice it is: their own name, or that of who delegated to them.</returns>
    public static string? SpeaksFor(ApprovalRequest request, ApprovalStep step, string person, IReadOnlyList<string> roles, DateTimeOffset at)
    {
        if (IsExcluded(request, person))
        {
            return null;
        }

        var rules = Rules(request);
        if (IsNamed(step.People, step.Roles, person, roles) || IsFallback(rules.Escalation, request.OpenedAt, person, roles, at))
        {
            return person;
        }

        // Only a named person has a voice to lend: a role is held by whoever holds it.
        return rules.Delegations.FirstOrDefault(one =>
            People.Same(one.To, person) && one.Start <= at && at < one.End && !IsExcluded(request, one.From)
            && step.People.Any(named => People.Same(named, one.From)))?.From;
    }

    private static bool IsFallback(ApprovalEscalation? escalation, DateTimeOffset openedAt, string person, IReadOnlyList<string> roles, DateTimeOffset at) =>
        escalation is not null && at >= openedAt.AddHours(escalation.AfterHours) && IsNamed(escalation.People, escalation.Roles, person, roles);

    private static bool IsNamed(IReadOnlyList<string> people, IReadOnlyList<string> roles, string person, IReadOnlyList<string> held) => people.Count > 0
        ? people.Any(named => People.Same(named, person))
        : roles.Intersect(held, StringComparer.Ordinal).Any();
}
