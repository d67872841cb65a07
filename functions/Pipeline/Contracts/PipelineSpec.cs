namespace ServerlessMlops.Pipeline.Contracts;

public enum ModelTask { Binary, Multiclass, Regression }

/// <summary>What <c>pipeline.yaml</c> says: who answers for the model, what it may be used for, and how it is made, judged and released.</summary>
public sealed record PipelineSpec
{
    public required string Model { get; init; }

    /// <summary>The accountable owner: a person.</summary>
    public required string Owner { get; init; }

    public required string Purpose { get; init; }

    public required string RiskClass { get; init; }

    public IReadOnlyList<string> ProhibitedUses { get; init; } = [];

    public required string Licence { get; init; }

    public required string LegalBasis { get; init; }

    /// <summary>Why the data may be used to train models; null where the licence says so itself.</summary>
    public string? TrainingUse { get; init; }

    public required ModelTask Task { get; init; }

    /// <summary>The column to predict.</summary>
    public required string Target { get; init; }

    /// <summary>The class whose probability is predicted; binary only.</summary>
    public string? Positive { get; init; }

    /// <summary>The column with the day the outcome became known: no feature may be later. Null: none is declared.</summary>
    public string? OutcomeDate { get; init; }

    public FeatureSpec Features { get; init; } = new();

    public IReadOnlyList<ProtectedAttribute> Protected { get; init; } = [];

    public SplitSpec Split { get; init; } = new();

    public TrainSpec Train { get; init; } = new();

    /// <summary>How scores become labels; null: by the largest Youden's J, or the most probable class.</summary>
    public DecisionSpec? Decision { get; init; }

    /// <summary>Null: no slice is declared, and weak ones are searched for.</summary>
    public EvaluationSpec? Evaluation { get; init; }

    public IReadOnlyList<GateSpec> Gates { get; init; } = [];

    public ApprovalSpec Approval { get; init; } = new();

    /// <summary>What the owner says of the model on its card; null: nothing.</summary>
    public CardSpec? Card { get; init; }
}

/// <summary>Which columns are features, and of which kind, where the defaults are not wanted.</summary>
public sealed record FeatureSpec
{
    /// <summary>When not empty: only these.</summary>
    public IReadOnlyList<string> Include { get; init; } = [];

    public IReadOnlyList<string> Exclude { get; init; } = [];

    /// <summary>Declared kinds by column; other columns are inferred.</summary>
    public IReadOnlyDictionary<string, ColumnKind> Types { get; init; } = new Dictionary<string, ColumnKind>();

    /// <summary>Features computed from columns of the same row, in training and in serving alike.</summary>
    public IReadOnlyList<DerivedFeature> Derive { get; init; } = [];

    /// <summary>Features, derived ones too, that the score may only rise or only fall with.</summary>
    public IReadOnlyDictionary<string, MonotoneDirection> Monotone { get; init; } = new Dictionary<string, MonotoneDirection>();

    /// <summary>
    /// What a person could change, by column: counterfactuals change nothing else. Null: every input but protected ones, dates, free text and
    /// identifiers, within the range of the training rows.
    /// </summary>
    public IReadOnlyDictionary<string, ActionableSpec>? Actionable { get; init; }
}

public enum ActionDirection { Any, Increase, Decrease }

/// <summary>How far one column could be changed; bounds and step are for numbers, and for dates in days.</summary>
public sealed record ActionableSpec
{
    public ActionDirection Direction { get; init; }

    /// <summary>Null: the least value of the training rows.</summary>
    public double? Min { get; init; }

    /// <summary>Null: the greatest value of the training rows.</summary>
    public double? Max { get; init; }

    /// <summary>Above 0: the value moves by multiples of it. Null: to quantiles of the training rows.</summary>
    public double? Step { get; init; }
}

/// <param name="Name">Of no column.</param>
/// <param name="Expression">Over columns; the language stands in <c>docs/features.md</c>.</param>
public sealed record DerivedFeature(string Name, string Expression);

/// <summary>What the score does as a feature grows: never falls, or never rises. Of the positive class, for two classes.</summary>
public enum MonotoneDirection { Increasing, Decreasing }

/// <summary>An attribute that groups are compared by. It is measured, and a feature only where <see cref="AsFeature"/> says so.</summary>
public sealed record ProtectedAttribute
{
    public required string Column { get; init; }

    /// <summary>Inner edges, ascending: (30, 45) makes the groups &lt;30, 30–44, ≥45, each closed below. Numbers only.</summary>
    public IReadOnlyList<double> Bins { get; init; } = [];

    public bool AsFeature { get; init; }
}

/// <summary>Shares of train, validation and test, in (0, 1), summing to 1; the test part stays untouched until Evaluate.</summary>
public enum SplitMethod { Stratified, Time, Group }

public sealed record SplitSpec
{
    /// <summary>Null: stratified.</summary>
    public SplitMethod? Method { get; init; }

    /// <summary>The time or the group that rows are split by; null where they are stratified.</summary>
    public string? Column { get; init; }

    public double Train { get; init; } = 0.60;

    public double Validation { get; init; } = 0.15;

    public double Test { get; init; } = 0.25;

    public int Seed { get; init; } = 20_240_501;
}

public sealed record TrainSpec
{
    /// <summary>
    /// Of <c>lightgbm</c>, <c>linear</c> (elastic net), <c>gam</c> (generalised additive model), <c>random_forest</c>, <c>dummy</c> (the prior).
    /// </summary>
    public IReadOnlyList<string> Candidates { get; init; } = ["lightgbm", "linear", "gam"];

    /// <summary>The measure on validation that picks the candidate; null: <c>auc</c>, <c>log_loss</c> or <c>rmse</c> by task.</summary>
    public string? Metric { get; init; }

    /// <summary>How much a row's loss counts, by its class; null: each row counts 1.</summary>
    public ClassWeights? ClassWeights { get; init; }

    /// <summary>Null: the candidates are trained with their own settings, and nothing else is tried.</summary>
    public SearchSpec? Search { get; init; }

    /// <summary>Null: as the number of rows asks for; see <c>docs/learners.md</c>.</summary>
    public CrossValidationSpec? CrossValidation { get; init; }

    /// <summary>Null: candidates are trained as they are, and disparities are only measured.</summary>
    public MitigationSpec? Mitigation { get; init; }
}

/// <summary>Weights of rows by class; exactly one of the two. Probabilities of a weighted model are those of the weighted rows.</summary>
public sealed record ClassWeights
{
    /// <summary>Every class weighs the same in all: n / (classes × rows of the class) a row.</summary>
    public bool Balanced { get; init; }

    /// <summary>By class as the target spells it, above 0; a class that is not named has 1.</summary>
    public IReadOnlyDictionary<string, double> ByClass { get; init; } = new Dictionary<string, double>();
}

/// <summary>Who decides. Tighter than the built-in policy or equal to it; never below.</summary>
public sealed record ApprovalSpec
{
    /// <summary>Roles that may vote.</summary>
    public IReadOnlyList<string> Roles { get; init; } = ["Approver"];

    /// <summary>Distinct people that must approve; at least 2.</summary>
    public int Quorum { get; init; } = 2;

    /// <summary>From the opening of the request, in hours; at most 90 days. After it the request expires: silence is not consent.</summary>
    public double DeadlineHours { get; init; } = 14 * 24;

    /// <summary>Hours between reminders.</summary>
    public double ReminderHours { get; init; } = 24;

    /// <summary>In order, specialists before the final word; null: one step of <see cref="Roles"/> and <see cref="Quorum"/>.</summary>
    public IReadOnlyList<ApprovalStep>? Steps { get; init; }

    /// <summary>The only people who may vote; null: whoever has one of the roles. With steps these name their own.</summary>
    public IReadOnlyList<string>? People { get; init; }

    public ApprovalEscalation? Escalation { get; init; }

    public IReadOnlyList<ApprovalDelegation>? Delegations { get; init; }

    /// <summary>Null: every version takes the full quorum.</summary>
    public ChangeEnvelope? Envelope { get; init; }
}
