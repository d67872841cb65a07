namespace ServerlessMlops.Pipeline.Contracts;

/// <summary>What lies beside the dropped file: the verdict first, then everything behind it. Grows with the run.</summary>
public sealed record Receipt
{
    public required string RunId { get; init; }

    public required string Model { get; init; }

    public required string File { get; init; }

    public required RunState State { get; init; }

    /// <summary>One sentence.</summary>
    public required string Verdict { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }

    public IReadOnlyList<Problem> Problems { get; init; } = [];

    public TableSchema? Schema { get; init; }

    /// <summary>What one pass over the file found; of a refused file too where it could be told into columns.</summary>
    public DatasetProfile? Profile { get; init; }

    /// <summary>What was judged before training.</summary>
    public DataJudgement? Judgement { get; init; }

    /// <summary>Rows that the contract let be set aside, each with what it breaks.</summary>
    public IReadOnlyList<RejectedRow> SetAside { get; init; } = [];

    /// <summary>What was found of personal data; null where nothing was.</summary>
    public PersonalDataReport? Personal { get; init; }

    public Datasheet? Datasheet { get; init; }

    public PipelineSpec? Pipeline { get; init; }

    /// <summary>A proposed <c>pipeline.yaml</c>, where none lay there.</summary>
    public string? ProposedPipeline { get; init; }

    /// <summary>A proposed <c>contract.yaml</c> as a patch, where none lay there.</summary>
    public string? ProposedContract { get; init; }

    public EvaluationReport? Evaluation { get; init; }

    public string? Submitter { get; init; }

    public IReadOnlyList<Vote> Votes { get; init; } = [];

    /// <summary>Where the newest approval request stands; null before people are asked.</summary>
    public ReceiptDecision? Decision { get; init; }

    public int? Version { get; init; }

    public string? Next { get; init; }

    /// <summary>
    /// The run's page: an absolute address where the app's public one is set, else a path on the app; null where there is no run.
    /// </summary>
    public string? RunPage { get; init; }
}

/// <summary>What people have decided so far.</summary>
/// <param name="Approvals">Votes to approve.</param>
/// <param name="Quorum">Approvals that are needed.</param>
/// <param name="Deadline">UTC. Silence until then is a no.</param>
public sealed record ReceiptDecision(ApprovalState State, int Approvals, int Quorum, DateTimeOffset Deadline, DateTimeOffset? ClosedAt);
