using ServerlessMlops.Pipeline.Contracts;

namespace ServerlessMlops.Pipeline.Approval;

/// <summary>What became of a question or an answer.</summary>
public abstract record QuestionOutcome
{
    private QuestionOutcome()
    {
    }

    /// <param name="Request">With the question, or the answer, in it.</param>
    public sealed record Kept(ApprovalRequest Request, ApprovalQuestion Question) : QuestionOutcome;

    /// <param name="Status">Of HTTP: 403, 404, 409 or 422.</param>
    public sealed record Refused(int Status, string Why) : QuestionOutcome;
}

/// <summary>Who may ask, and who answers.</summary>
public static class Questions
{
    public const int Most = 50;

    public const int MaxLength = 2_000;

    public static QuestionOutcome Ask(ApprovalRequest request, string person, IReadOnlyList<string> roles, string text, DateTimeOffset now)
    {
        var asked = request.Questions ?? [];
        var question = new ApprovalQuestion(asked.Count + 1, person, now.ToUniversalTime(), text.Trim());
        return Ended(request, now) is { } ended ? ended
            : !Electorate.Rules(request).Steps.Any(step => Electorate.SpeaksFor(request, step, person, roles, now) is not null)
                ? new QuestionOutcome.Refused(403, "Only those who may vote ask questions here.")
            : question.Text.Length is 0 or > MaxLength
                ? new QuestionOutcome.Refused(422, $"Seen {question.Text.Length} characters; expected 1 to {MaxLength}.")
            : asked.Count >= Most
                ? new QuestionOutcome.Refused(409, $"{Most} questions were asked already.")
            : new QuestionOutcome.Kept(request with { Questions = [.. asked, question] }, question);
    }

    /// <param name="owner">Who answers for the model; may answer beside the submitter.</param>
    public static QuestionOutcome Answer(ApprovalRequest request, int id, string person, string? owner, string text, DateTimeOffset now)
    {
        var answer = text.Trim();
        if (Ended(request, now) is { } ended)
        {
            return ended;
        }

        if (request.Questions?.FirstOrDefault(question => question.Id == id) is not { } asked)
        {
            return new QuestionOutcome.Refused(404, $"No question {id} was asked.");
        }

        if (!People.Same(person, request.Submitter) && !People.Same(person, owner))
        {
            return new QuestionOutcome.Refused(403, "The submitter or the model's owner answers.");
        }

        if (asked.Answer is not null)
        {
            return new QuestionOutcome.Refused(409, $"{asked.AnsweredBy} has answered already; an answer stands.");
        }

        if (answer.Length is 0 or > MaxLength)
        {
            return new QuestionOutcome.Refused(422, $"Seen {answer.Length} characters; expected 1 to {MaxLength}.");
        }

        var answered = asked with { Answer = answer, AnsweredBy = person, AnsweredAt = now.ToUniversalTime() };
        return new QuestionOutcome.Kept(request with { Questions = [.. request.Questions.Select(one => one.Id == id ? answered : one)] }, answered);
    }

    private static QuestionOutcome.Refused? Ended(ApprovalRequest request, DateTimeOffset now) =>
        request.State != ApprovalState.Open ? new(409, $"The request is closed: {request.State}.")
        : now > Deadlines.Of(request, now) ? new(410, "The deadline has passed.")
        : null;
}
