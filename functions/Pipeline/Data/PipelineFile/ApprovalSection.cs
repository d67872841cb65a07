using System.Globalization;
using ServerlessMlops.Pipeline.Contracts;

namespace ServerlessMlops.Pipeline.Data;

/// <summary>Reads who decides, in which order, and what happens when nobody does.</summary>
internal static class ApprovalSection
{
    private const double MaximumDeadlineHours = 90 * 24;
    private const int MostPeople = 20;

    public static ApprovalSpec Read(YamlSection root, YamlProblems problems)
    {
        var approval = new ApprovalSpec();
        if (root.Section("approval") is not { } section)
        {
            return approval;
        }

        var roles = section.Texts("roles");
        if (section.Has("roles") && roles.Count == 0)
        {
            problems.Error(
                YamlCodes.OutOfRange, section.PlaceOfValue("roles"), "approval.roles", "'approval.roles' is empty: nobody could vote.",
                "none", "at least one role");
        }

        var quorum = section.Whole("quorum", 2, MostPeople) ?? approval.Quorum;
        var deadline = Durations.Read(section, "deadline", MaximumDeadlineHours, "90d", problems) ?? approval.DeadlineHours;
        var spec = new ApprovalSpec
        {
            Roles = roles.Count > 0 ? roles : approval.Roles,
            Quorum = quorum,
            DeadlineHours = deadline,
            ReminderHours = Durations.Read(section, "reminders", deadline, "the deadline", problems) ?? Math.Min(approval.ReminderHours, deadline),
            People = section.Has("people") ? section.Texts("people") : null,
            Steps = Steps(section, problems),
            Escalation = Escalation(section, deadline, problems),
            Delegations = Delegations(section, problems),
            Envelope = Envelope(section, problems),
        };
        section.Close();
        ApprovalConsistency.Check(spec, section, problems);
        return spec;
    }

    private static List<ApprovalStep>? Steps(YamlSection root, YamlProblems problems)
    {
        if (!root.Has("steps"))
        {
            return null;
        }

        var steps = new List<ApprovalStep>();
        foreach (var section in root.Sections("steps", "a mapping with name and roles or people"))
        {
            var step = new ApprovalStep
            {
                Name = section.Text("name", required: true) ?? "",
                Roles = section.Texts("roles"),
                People = section.Texts("people"),
                Quorum = section.Whole("quorum", 1, MostPeople) ?? 1,
            };
            section.Close();
            if (step.Roles.Count == 0 == (step.People.Count == 0))
            {
                problems.Error(
                    YamlCodes.Contradiction, section.Place, "approval.steps", "A step is for roles or for people.",
                    step.Roles.Count == 0 ? "neither" : "both", "exactly one");
            }

            steps.Add(step);
        }

        return steps;
    }

    private static ApprovalEscalation? Escalation(YamlSection root, double deadline, YamlProblems problems)
    {
        if (root.Section("escalation") is not { } section)
        {
            return null;
        }

        var after = Durations.Read(section, "after", deadline, "the deadline", problems);
        var escalation = new ApprovalEscalation { AfterHours = after ?? 0, Roles = section.Texts("roles"), People = section.Texts("people") };
        section.Close();
        if (!section.Has("after") || escalation.Roles.Count == 0 == (escalation.People.Count == 0))
        {
            problems.Error(
                YamlCodes.Contradiction, section.Place, "approval.escalation", "An escalation says after how long, and to which roles or people.",
                expected: "after, and either roles or people");
        }

        return escalation;
    }

    private static List<ApprovalDelegation>? Delegations(YamlSection root, YamlProblems problems)
    {
        if (!root.Has("delegations"))
        {
            return null;
        }

        var delegations = new List<ApprovalDelegation>();
        foreach (var section in root.Sections("delegations", "a mapping with from, to, start and end"))
        {
            var (start, end) = (Day(section, "start", problems), Day(section, "end", problems));
            delegations.Add(new(section.Text("from", required: true) ?? "", section.Text("to", required: true) ?? "", start, end));
            section.Close();
            if (start >= end)
            {
                problems.Error(
                    YamlCodes.Contradiction, section.Place, "approval.delegations", "A delegation ends before it starts.", expected: "start before end");
            }
        }

        return delegations;
    }

    private static ChangeEnvelope? Envelope(YamlSection root, YamlProblems problems)
    {
        if (root.Section("envelope") is not { } section)
        {
            return null;
        }

        var envelope = new ChangeEnvelope { Quorum = section.Whole("quorum", 1, MostPeople) ?? 1, MaximumLoss = section.Number("maximumLoss") ?? 0 };
        section.Close();
        if (!(envelope.MaximumLoss is >= 0 and <= 1))
        {
            problems.Error(
                YamlCodes.OutOfRange, section.PlaceOfValue("maximumLoss"), "approval.envelope.maximumLoss",
                FormattableString.Invariant($"'approval.envelope.maximumLoss' is {envelope.MaximumLoss}; expected 0 to 1."),
                FormattableString.Invariant($"{envelope.MaximumLoss}"), "0 to 1");
        }

        return envelope;
    }

    private static DateTimeOffset Day(YamlSection section, string key, YamlProblems problems)
    {
        if (section.Text(key, required: true) is not { } text)
        {
            return default;
        }

        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            return new DateTimeOffset(day, TimeOnly.MinValue, TimeSpan.Zero);
        }

        problems.Error(
            YamlCodes.WrongType, section.PlaceOfValue(key), $"approval.delegations.{key}", $"'{key}' is '{ProblemList.Cut(text)}'; expected a day, 2026-03-01.",
            text, "yyyy-MM-dd");
        return default;
    }
}
