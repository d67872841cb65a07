using ServerlessMlops.Pipeline.Approval;
using ServerlessMlops.Pipeline.Contracts;

namespace ServerlessMlops.Pipeline.Data;

/// <summary>Whether the rules of approval can be met at all.</summary>
internal static class ApprovalConsistency
{
    public static void Check(ApprovalSpec spec, YamlSection section, YamlProblems problems)
    {
        void Deny(bool isWrong, string key, string message, string expected)
        {
            if (isWrong)
            {
                problems.Error(YamlCodes.Contradiction, section.PlaceOf(key), $"approval.{key}", message, expected: expected);
            }
        }

        Deny(spec.Steps is { Count: 0 }, "steps", "'approval.steps' is empty: nobody could vote.", "at least one step");
        Deny(
            spec.Steps is not null && (section.Has("roles") || section.Has("quorum") || section.Has("people")), "steps",
            "'approval.steps' stands beside roles, people or quorum; steps have their own.", "steps, or roles, people and quorum");
        Deny(
            spec.People is { } people && people.Count < spec.Quorum, "people",
            $"'approval.people' names {spec.People?.Count} people for a quorum of {spec.Quorum}: it could never be met.", "as many people as the quorum, or more");
        foreach (var step in spec.Steps ?? [])
        {
            Deny(
                step.People.Count > 0 && step.People.Count < step.Quorum, "steps",
                $"Step '{step.Name}' names {step.People.Count} people for a quorum of {step.Quorum}: it could never be met.", "as many people as the quorum, or more");
        }

        Deny(
            (spec.Steps ?? []).GroupBy(step => step.Name).Any(group => group.Count() > 1), "steps", "Two steps have the same name.", "each name once");
        string[] named = [.. (spec.People ?? []).Concat((spec.Steps ?? []).SelectMany(step => step.People))];
        foreach (var delegation in spec.Delegations ?? [])
        {
            Deny(
                !named.Any(person => People.Same(person, delegation.From)), "delegations",
                $"'{delegation.From}' is named in no step, and has no voice to lend: whoever has the role votes themselves.", "a person who is named");
            Deny(People.Same(delegation.From, delegation.To), "delegations", $"'{delegation.From}' delegates to themselves.", "another person");
        }
    }
}
