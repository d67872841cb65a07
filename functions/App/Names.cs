namespace ServerlessMlops.App;

/// <summary>The names of functions and events. They stand in histories: a name is never changed, only added.</summary>
public static class Names
{
    public const string PipelineRun = nameof(PipelineRun);
    public const string AwaitSubmitter = nameof(AwaitSubmitter);
    public const string AwaitApproval = nameof(AwaitApproval);

    public const string Ingest = nameof(Ingest);
    public const string PlanTraining = nameof(PlanTraining);
    public const string Train = nameof(Train);
    public const string Evaluate = nameof(Evaluate);
    public const string FindSubmitter = nameof(FindSubmitter);
    public const string OpenApproval = nameof(OpenApproval);
    public const string DecideApproval = nameof(DecideApproval);
    public const string Deploy = nameof(Deploy);
    public const string Conclude = nameof(Conclude);

    public const string SearchTrials = nameof(SearchTrials);
    public const string ProposeTrials = nameof(ProposeTrials);

    public const string ReproduceVersion = nameof(ReproduceVersion);
    public const string RecordedCandidates = nameof(RecordedCandidates);
    public const string TrainAgain = nameof(TrainAgain);
    public const string ReportReproduction = nameof(ReportReproduction);

    public const string IntegrateLedger = nameof(IntegrateLedger);

    public const string KeepConditions = nameof(KeepConditions);
    public const string LookAtConditions = nameof(LookAtConditions);

    public const string SubmitterEvent = "submitter";

    /// <summary>The event that the <paramref name="ordinal"/>th stored vote of a request raises; each is raised for one vote only.</summary>
    public static string VoteEvent(int ordinal) => $"vote-{ordinal}";

    /// <summary>The instance in which a run waits for its submitter.</summary>
    public static string ClaimInstance(string runId) => $"{runId}.claim";

    /// <summary>The instance that searches for a run's best settings.</summary>
    public static string SearchInstance(string runId) => $"{runId}.search";

    /// <summary>The instance in which an approval request waits for its votes.</summary>
    public static string ApprovalInstance(string requestId) => $"{requestId}.approval";

    /// <summary>The instance that keeps what a request was approved under.</summary>
    public static string ConditionsInstance(string requestId) => $"{requestId}.conditions";
}
