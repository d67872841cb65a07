using ServerlessMlops.Cli.Http;
using ServerlessMlops.Pipeline.Contracts;
using Spectre.Console;

namespace ServerlessMlops.Cli.Output;

/// <summary>The question as the approval page asks it, for the terminal.</summary>
internal static class ApprovalText
{
    public static void Write(IAnsiConsole console, ApprovalView view, string page)
    {
        var request = view.Request;
        console.MarkupLineInterpolated($"[bold]{request.Model}[/]  {request.State}  [grey]request {request.RequestId}[/]");
        console.MarkupLineInterpolated($"  {view.Pipeline.Purpose}");
        console.MarkupLineInterpolated($"  [grey]risk class {view.Pipeline.RiskClass}, owner {view.Pipeline.Owner}, submitted by {request.Submitter}[/]");
        EvaluationText.Write(console, view.Evaluation);
        var live = request.Evidence.ChampionVersion is { } version ? $"version {version} is live now" : "nothing is live yet";
        console.MarkupLineInterpolated(
            $"  Needs {request.Quorum} approvals of {string.Join(" or ", request.Roles)} by {Symbols.When(request.Deadline)}; {live}.");
        WriteRules(console, request);
        foreach (var question in request.Questions ?? [])
        {
            console.MarkupLineInterpolated($"  [yellow]?[/] {question.Id}. {question.AskedBy}: {question.Text}");
            console.MarkupLineInterpolated($"     {(question.Answer is { } answer ? $"{question.AnsweredBy}: {answer}" : "not answered yet; the deadline waits")}");
        }

        foreach (var vote in view.Votes)
        {
            VoteText.Write(console, vote);
        }

        console.MarkupLineInterpolated($"  [grey]evidence[/]  {request.Digest}");
        console.MarkupLineInterpolated($"  [grey]page[/]      [link]{page}[/]");
    }

    private static void WriteRules(IAnsiConsole console, ApprovalRequest request)
    {
        if (request.Rules is not { Steps: { Count: > 1 } steps } rules)
        {
            return;
        }

        foreach (var step in steps)
        {
            console.MarkupLineInterpolated($"    {step.Name}: {step.Quorum} of {string.Join(", ", step.People.Concat(step.Roles))}");
        }

        if (rules.Escalation is { } escalation)
        {
            console.MarkupLineInterpolated($"    after {Symbols.Number(escalation.AfterHours)} hours also {string.Join(", ", escalation.People.Concat(escalation.Roles))}");
        }
    }
}
