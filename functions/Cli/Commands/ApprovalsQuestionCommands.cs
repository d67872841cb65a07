using System.CommandLine;
using ServerlessMlops.Cli.Http;
using ServerlessMlops.Pipeline.Contracts;
using Spectre.Console;

namespace ServerlessMlops.Cli.Commands;

/// <summary>Asks before deciding, and answers; while a question is open the deadline waits.</summary>
internal static class ApprovalsQuestionCommands
{
    public static Command Ask(Wiring wiring)
    {
        var request = Named.Argument("REQUEST", "The request's or the run's id, or how it begins.");
        var text = Named.Argument("QUESTION", "What you want to know before you vote.");
        var command = new ExampledCommand(
            "ask", "Ask those who want the release; the deadline waits for the answer.", "mlops approvals ask 4f0c 'Why only data of 2019?' --as amal") { request, text };
        wiring.Run(command, async (invocation, cancellation) =>
        {
            using var api = await invocation.OpenAsync(cancellation);
            var view = await Approvals.FindAsync(api, invocation.Parsed.GetRequiredValue(request), cancellation);
            return Say(invocation, await api.AskAsync(view.Request.RequestId, invocation.Parsed.GetRequiredValue(text), cancellation));
        });
        return command;
    }

    public static Command Answer(Wiring wiring)
    {
        var request = Named.Argument("REQUEST", "The request's or the run's id, or how it begins.");
        var number = new Argument<int>("NUMBER") { Description = "The question's number." };
        var text = Named.Argument("ANSWER", "The answer; it is kept as evidence.");
        var command = new ExampledCommand(
            "answer", "Answer a question, as the submitter or the model's owner.", "mlops approvals answer 4f0c 1 'Older data lack the income.' --as dana")
        { request, number, text };
        wiring.Run(command, async (invocation, cancellation) =>
        {
            using var api = await invocation.OpenAsync(cancellation);
            var view = await Approvals.FindAsync(api, invocation.Parsed.GetRequiredValue(request), cancellation);
            var parsed = invocation.Parsed;
            return Say(invocation, await api.AnswerAsync(view.Request.RequestId, parsed.GetRequiredValue(number), parsed.GetRequiredValue(text), cancellation));
        });
        return command;
    }

    private static int Say(Invocation invocation, ApprovalRequest request) => invocation.Answer.Give(request, console =>
    {
        foreach (var question in request.Questions ?? [])
        {
            console.MarkupLineInterpolated($"{question.Id}. {question.AskedBy}: {question.Text}");
            console.MarkupLineInterpolated($"   {(question.Answer is { } answer ? $"{question.AnsweredBy}: {answer}" : "not answered yet")}");
        }
    });
}
