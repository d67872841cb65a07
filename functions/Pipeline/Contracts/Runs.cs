namespace ServerlessMlops.Pipeline.Contracts;

/// <summary>Where a run stands, in the words of the business.</summary>
public enum RunState
{
    Received, Ingesting, Training, Evaluating, AwaitingClaim, AwaitingApproval, Deploying,

    /// <summary>Ended: the file could not be trained on; the receipt lists why.</summary>
    Rejected,

    /// <summary>Ended: the same content was already taken in.</summary>
    Unchanged,

    /// <summary>Ended: measured, and not deployable until a person confirms the inferred pipeline.</summary>
    Evaluated,

    /// <summary>Ended: a gate did not pass.</summary>
    GateFailed,

    /// <summary>Ended: a person said no.</summary>
    Declined,

    /// <summary>Ended: the deadline passed; silence is not consent.</summary>
    Expired,

    /// <summary>Ended: live.</summary>
    Deployed,

    /// <summary>Ended by a fault of ours; operators are told, requeue by one call.</summary>
    Failed,
}

/// <summary>The claim row and the current state of a run; one row in <c>Runs</c>.</summary>
public sealed record RunRecord
{
    public required RunRequest Request { get; init; }

    public required RunState State { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>The proven submitter: registered by <c>submit</c>, or who claimed the drop.</summary>
    public string? Submitter { get; init; }

    /// <summary>What is happening now or why it ended, one sentence.</summary>
    public string? Detail { get; init; }

    public IngestOutcome.Accepted? Data { get; init; }

    public ArtifactRef? Problems { get; init; }

    /// <summary>A <see cref="DatasetProfile"/>, of a refused file too where it could be told into columns.</summary>
    public ArtifactRef? Profile { get; init; }

    /// <summary>A <see cref="DataJudgement"/>, of a refused file too where it could be read.</summary>
    public ArtifactRef? Judgement { get; init; }

    /// <summary>A list of <see cref="RejectedRow"/>: rows that the contract let be set aside; null where there are none.</summary>
    public ArtifactRef? SetAside { get; init; }

    /// <summary>A <see cref="Contracts.Datasheet"/>.</summary>
    public ArtifactRef? Datasheet { get; init; }

    /// <summary>A <see cref="PersonalDataReport"/>; null where nothing was found.</summary>
    public ArtifactRef? Personal { get; init; }

    /// <summary>A proposed contract.yaml as a patch, where none lay there.</summary>
    public ArtifactRef? ProposedContract { get; init; }

    /// <summary>The text of a proposed pipeline.yaml, where none lay there.</summary>
    public ArtifactRef? Proposal { get; init; }

    /// <summary>The accountable owner, from pipeline.yaml.</summary>
    public string? Owner { get; init; }

    public ModelTask? Task { get; init; }

    /// <summary>The newest approval request of the run.</summary>
    public string? ApprovalRequestId { get; init; }

    public ArtifactRef? Split { get; init; }

    public CandidateResult? Chosen { get; init; }

    public ArtifactRef? Evaluation { get; init; }

    public int? Version { get; init; }

    /// <summary>How often an operator has started it again.</summary>
    public int Requeues { get; init; }

    /// <summary>When the current stage began.</summary>
    public DateTimeOffset? StageSince { get; init; }

    public string? SnapshotDigest { get; init; }

    /// <summary>Seconds by stage: ingest, train, evaluate, approve, deploy.</summary>
    public IReadOnlyDictionary<string, double> Seconds { get; init; } = new Dictionary<string, double>();

    public bool IsEnded => State >= RunState.Rejected;
}
