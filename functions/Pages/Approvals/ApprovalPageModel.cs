using ServerlessMlops.Pipeline.Approval;
using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Policy;

namespace ServerlessMlops.Pages;

/// <summary>One approval request with all that is to be weighed.</summary>
public sealed record ApprovalPageModel
{
    public required ApprovalRequest Request { get; init; }

    public required IReadOnlyList<Vote> Votes { get; init; }

    public required EvaluationReport Evaluation { get; init; }

    /// <summary>As the evaluation names it by digest; null where it is of before explanations.</summary>
    public ExplanationReport? Explanation { get; init; }

    public required PipelineSpec Pipeline { get; init; }

    /// <summary>What was judged of the data before training, as the evidence names it.</summary>
    public DataJudgement? Judgement { get; init; }

    public Datasheet? Datasheet { get; init; }

    /// <summary>What changed since a version was approved; null where none was.</summary>
    public ChangesSince? Changes { get; init; }

    public required RunRecord Run { get; init; }

    /// <summary>Who looks at it.</summary>
    public required string Viewer { get; init; }

    public required DateTimeOffset Now { get; init; }

    /// <summary>What would become of a vote by the viewer: the form is shown only where it would be taken.</summary>
    public required Admission Admission { get; init; }

    /// <summary>For the vote form, which is bound to the request's digest.</summary>
    public required string AntiForgery { get; init; }

    /// <summary>The viewer may ask those who ask for the release.</summary>
    public bool MayAsk { get; init; }

    public bool MayAnswer { get; init; }

    public string AskSeal { get; init; } = "";

    /// <summary>For the form of each open question.</summary>
    public IReadOnlyDictionary<int, string> AnswerSeals { get; init; } = new Dictionary<int, string>();
}
