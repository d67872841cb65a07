using ServerlessMlops.Pipeline.Approval;
using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Release;

namespace ServerlessMlops.Pages.Tests;

/// <summary>Records as a run of the credit data leaves them, for pages to show.</summary>
internal static class Samples
{
    public const string RunId = "9f86d081884c7d659a2feaa0c55ad015";

    public static readonly DateTimeOffset Now = new(2026, 3, 2, 9, 30, 0, TimeSpan.Zero);

    public static readonly PipelineSpec Pipeline = new()
    {
        Model = "credit-risk",
        Owner = "olga@example.org",
        Purpose = "Rank applications for consumer credit by the probability of default, for a clerk who decides.",
        RiskClass = "high (EU AI Act, Annex III 5b)",
        ProhibitedUses = ["refusing credit without a person's decision", "setting interest rates"],
        Licence = "CC-BY-4.0",
        LegalBasis = "contract, GDPR Art. 6(1)(b)",
        Task = ModelTask.Binary,
        Target = "Status",
        Positive = "bad",
        Protected = [new ProtectedAttribute { Column = "Age", Bins = [30, 45] }, new ProtectedAttribute { Column = "Marital" }],
        Gates =
        [
            new GateSpec { Metric = "auc", Min = 0.75 }, new GateSpec { Metric = "brier", Max = 0.2 },
            new GateSpec { Disparity = "demographic_parity_difference", Attribute = "Age", Max = 0.3 },
        ],
    };

    public static readonly EvaluationReport Evaluation = new()
    {
        RunId = RunId,
        Task = ModelTask.Binary,
        Target = "Status",
        Positive = "bad",
        Classes = ["good", "bad"],
        Threshold = 0.5,
        Decision = new DecisionBasis(
            "recall ≥ 0.45", "The least false positive rate with recall ≥ 0.45 on the validation part.",
            [new Measure("recall", 0.4712, 0.4133, 0.5291, 187, true) { Interval = "Wilson" }, Measure.Missing("fpr", 0, false, "there are no such rows")]),
        Conformal = new ConformalReach(0.9, 0.71, 668),
        TestRows = 1114,
        Metrics =
        [
            new Measure("auc", 0.8312, 0.8043, 0.8571, 1114, true), new Measure("log_loss", 0.4321, 0.4012, 0.4688, 1114, false),
            new Measure("brier", 0.1402, 0.1288, 0.1521, 1114, false), new Measure("accuracy", 0.7989, 0.7747, 0.8223, 1114, true),
            new Measure("precision", 0.6712, 0.6011, 0.7345, 219, true), new Measure("recall", 0.4712, 0.4133, 0.5291, 312, true),
            new Measure("coverage", 0.9084, 0.8901, 0.9246, 1114, true),
            Measure.Missing("f1", 1114, true, "no row was predicted positive"),
        ],
        Confusion = [new("good", "good", 730), new("good", "bad", 72), new("bad", "good", 165), new("bad", "bad", 147)],
        Disparities =
        [
            new AttributeDisparity(
                "Age",
                [
                    new GroupRow("<30", 341, 118, 0.2845, 0.5169, 0.1614, 0.7273),
                    new GroupRow("30–44", 489, 130, 0.1759, 0.4385, 0.0808, 0.7914),
                    new GroupRow("≥45", 284, 64, 0.1268, 0.4531, 0.0318, 0.8521),
                ],
                [
                    new Measure("demographic_parity_difference", 0.1577, 0.0945, 0.2211, 1114, false),
                    new Measure("demographic_parity_ratio", 0.4457, 0.3012, 0.6122, 1114, true),
                    new Measure("equalized_odds_difference", 0.1296, 0.0712, 0.2411, 1114, false),
                ]),
            new AttributeDisparity(
                "Marital",
                [new GroupRow("married", 811, 204, 0.1788, 0.4706, 0.0807, 0.8052), new GroupRow("single", 240, 81, 0.2375, 0.4815, 0.1132, 0.75)],
                [Measure.Missing("demographic_parity_difference", 1114, false, "a group has fewer than 30 rows")]),
        ],
        Gates =
        [
            new GateResult("auc ≥ 0.75", GateOutcome.Pass, 0.8312, 0.75, null, "0.831 is at least 0.75"),
            new GateResult("brier ≤ 0.2", GateOutcome.Pass, 0.1402, null, 0.2, "0.140 is at most 0.2"),
            new GateResult("demographic_parity_difference ≤ 0.3", GateOutcome.Pass, 0.1577, null, 0.3, "0.158 is at most 0.3", "Age"),
        ],
        Importances = [new("Seniority", 0.612), new("Income", 0.544), new("Records", 0.401), new("Amount", 0.322), new("Job", 0.211)],
        Candidates =
        [
            new CandidateResult("lightgbm", Artifact('c'), "auc", 0.8287, 1.84, new Dictionary<string, string> { ["num_leaves"] = "31", ["learning_rate"] = "0.05" }),
            new CandidateResult("linear", Artifact('d'), "auc", 0.8144, 0.32, new Dictionary<string, string> { ["l2"] = "1" }),
        ],
        Resamples = 1000,
        Seed = 20_240_501,
    };

    public static readonly ContestReport Contest = new(
        "auc",
        [
            new Opponent(1, [OpponentRoles.First], [], null, "It knows the classes good, bad, none; here they are good, bad.") { Candidate = "linear" },
            new Opponent(
                3, [OpponentRoles.Champion, OpponentRoles.Best],
                [
                    new PairedMeasure("auc", 0.8312, 0.8155, new Measure("auc", 0.0157, 0.0031, 0.0283, 1114, true) { Interval = "paired DeLong" }, 0.0147, "DeLong"),
                    new PairedMeasure("brier", 0.1402, 0.1461, new Measure("brier", -0.0059, -0.0122, 0.0004, 1114, false), null),
                    new PairedMeasure("accuracy", 0.7989, 0.7989, new Measure("accuracy", 0, 0, 0, 1114, true), 1, "McNemar"),
                    new PairedMeasure("log_loss", null, null, Measure.Missing("log_loss", 1114, false, "a probability lies outside 0 to 1"), null),
                ],
                668) { Candidate = "lightgbm" },
        ],
        3, 2);

    public static readonly ApprovalRequest Request = new(
        RunId, RunId, "credit-risk", Hex('e'),
        new ApprovalEvidence(Hex('a'), Hex('b'), Hex('c'), Hex('d'), Hex('f'), "built-in-1", 3),
        "dana@example.org", ["Approver"], 2, Now.AddHours(-5), Now.AddDays(13.8));

    public static readonly Vote Approval = new(RunId, "amal@example.org", VoteChoice.Approve, "Better calibrated; the gap by age shrank.", Hex('e'), Now.AddHours(-1));

    public static readonly RunRecord Run = new()
    {
        Request = new RunRequest(RunId, "credit-risk", "train.csv", "0x8DC", 183_412, Now.AddHours(-6), "someone@elsewhere"),
        State = RunState.AwaitingApproval,
        UpdatedAt = Now.AddHours(-5),
        Submitter = "dana@example.org",
        Detail = "1 of 2 approvals; the deadline is 2026-03-16 04:42 UTC.",
        Data = new IngestOutcome.Accepted(Artifact('a'), Artifact('1'), Artifact('2'), true, 4454, 14),
        Chosen = Evaluation.Candidates[0],
        ApprovalRequestId = RunId,
        Seconds = new Dictionary<string, double> { ["ingest"] = 0.7, ["train"] = 2.4, ["evaluate"] = 1.9 },
    };

    public static readonly DataJudgement Judgement = new()
    {
        Rows = 4454,
        JudgedRows = 4454,
        Seed = 1,
        Features =
        [
            new("Records", "auc", 0.995, "rank", 4454) { Leak = LeakVerdict.Suspected, MissingPower = 0.61 },
            new("Home", "auc", null, null, 0, "too few rows"),
        ],
        Copies = new(3, 0, 891, 12, 4, [17]),
        Labels = new(4454, 2, 0.01, 0.79, [], [new(17, "good", "bad", 0.97)]),
        Groups =
        [
            new("Age", "<30", 341, 118, 68, 24)
            {
                NotCompared = "6 positive rows are lacking", MoreRows = 0, MorePositives = 30, HalfWidth = 0.1, MoreRowsForHalfWidth = 12,
                ClassImbalance = new(0.847, null, null, 341, 4113), LabelDifference = new(-0.09, -0.12, -0.06, 341, 4113),
            },
        ],
        Drift = new()
        {
            ReferenceRows = 4000,
            CurrentRows = 4454,
            Drifted = 1,
            Measured = 13,
            DatasetDrifted = false,
            ShareLimit = 0.5,
            Level = 0.05,
            Correction = "Holm",
            Columns =
            [
                new("Income", DriftRole.Feature, "wasserstein", 0.21, 4000, 4454, true) { P = 0.001, AdjustedP = 0.013, Limit = 0.1, Psi = 0.12 },
                new("Status", DriftRole.Target, "jensen_shannon", 0.01, 4000, 4454, false),
            ],
            NewColumns = ["Region"],
        },
    };

    public static readonly Datasheet Datasheet = new(
    [
        new("origin", "Origin", "Where the rows come from", "Branches, 2019 to 2024", "contract.yaml"),
        new("knownGaps", "Known gaps", "What is missing"),
    ]);

    public static readonly Receipt Receipt = new()
    {
        Judgement = Judgement,
        Datasheet = Datasheet,
        Personal = new() { Columns = 3, Findings = [new("Contact", PersonalDataKind.Email, 0.98, 98, 100, 100, "j***@e***.org", 1, true, true)] },
        SetAside = [new(7, ["NOT_A_NUMBER", "OUT_OF_RANGE"])],
        ProposedContract = "--- /dev/null\n+++ b/contract.yaml\n@@ -0,0 +1,1 @@\n+kind: DataContract\n",
        RunId = RunId,
        Model = "credit-risk",
        File = "train.csv",
        State = RunState.AwaitingApproval,
        Verdict = "1 of 2 approvals; the deadline is 2026-03-16 04:42 UTC.",
        UpdatedAt = Now,
        Pipeline = Pipeline,
        Evaluation = Evaluation,
        Schema = new TableSchema(4454, ',', [new("Seniority", ColumnKind.Number, 0, 47, 0, 48), new("Home", ColumnKind.Category, 6, 6), new("Opened", ColumnKind.Date, 0, 300, 19000, 19999)]),
        Profile = new DatasetProfile
        {
            Rows = 4454,
            File = new FileFacts("csv", "utf-8", Delimiter: ','),
            Columns =
            [
                new()
                {
                    Name = "Seniority", Kind = ColumnKind.Number, Count = 4454, Missing = 0, Distinct = 47,
                    Numbers = new(0, 48, 7.99, 8.17, [new(0, 0), new(0.5, 5), new(1, 48)], 0.01, new([0, 16, 32, 48], [0.85, 0.13, 0.02])),
                    Top = [new("2", 545)], Association = new("correlation_ratio", 0.0683, 4454),
                },
                new()
                {
                    Name = "Home", Kind = ColumnKind.Category, Count = 4448, Missing = 6, Distinct = 6, Top = [new("owner", 2107), new("rent", 973)],
                    Lengths = new(4, 5.2, 7), Patterns = [new("a+", 4448)],
                },
                new()
                {
                    Name = "Opened", Kind = ColumnKind.Date, Count = 4454, Missing = 0, Distinct = 300, DistinctError = 0.0081,
                    Numbers = new(19000, 19999, 19500, 290, [new(0.5, 19501)], 0.01, null),
                },
            ],
        },
        Submitter = "dana@example.org",
        Votes = [Approval],
        Next = "Approvers decide.",
    };

    public static readonly Receipt Faulty = new()
    {
        RunId = RunId,
        Model = "credit-risk",
        File = "train.csv",
        State = RunState.Rejected,
        Verdict = "The file cannot be trained on: 3 problems.",
        UpdatedAt = Now,
        Problems =
        [
            new Problem("MISSING_TARGET", "The column Status is absent; the header has 13 columns.", "train.csv", Row: 0, Column: "Status", Expected: "a column named Status"),
            new Problem("NOT_A_NUMBER", "Income holds text where a number is expected.", "train.csv", Row: 1204, Column: "Income", Seen: "=cmd|'/c calc'!A1", Expected: "a number, or empty", Count: 17),
            new Problem("DUPLICATE_ROWS", "17 rows are repeated.", "train.csv", Severity: Severity.Warning, Count: 17),
        ],
        ProposedPipeline = "model: credit-risk\ntask: binary\ntarget: Status\n",
        Next = "Mend what is listed and drop the file again.",
    };

    public static readonly IReadOnlyList<AuditEntry> Timeline =
    [
        Entry(0, "run.received", Actor.Pipeline, new() { ["file"] = "train.csv", ["etag"] = "0x8DC" }),
        Entry(1, "data.ingested", Actor.Pipeline, new() { ["rows"] = "4454", ["columns"] = "14" }),
        Entry(2, "approval.voted", new Actor("amal@example.org", ActorKind.Person, ["Approver"]), new() { ["choice"] = "Approve" }),
    ];

    public static readonly SpecificationReceipt Specification = new()
    {
        Model = "credit-risk",
        File = "pipeline.yaml",
        Digest = Hex('8'),
        ReadWith = "contract.yaml",
        IsValid = false,
        Verdict = "Not valid: 1 error in pipeline.yaml.",
        CheckedAt = Now,
        Problems = [new Problem("YAML_UNKNOWN_KEY", "'foo' means nothing here.", "pipeline.yaml", Line: 3, Position: 1, Column: "foo", Seen: "foo")],
    };

    public static ApprovalPageModel ApprovalPage(Admission? admission = null) => new()
    {
        Request = Request,
        Votes = [Approval],
        Evaluation = Evaluation with { Opacity = ExplanationSamples.Price, Contest = Contest },
        Explanation = ExplanationSamples.Report,
        Pipeline = Pipeline,
        Judgement = Judgement,
        Datasheet = Datasheet,
        Run = Run,
        Viewer = "bo@example.org",
        Now = Now,
        Admission = admission ?? new Admission.Admitted(Approval with { Voter = "bo@example.org" }),
        AntiForgery = "seal-0123",
    };

    public static ModelPageModel ModelPage(bool mayRollBack) => new()
    {
        Model = "credit-risk",
        Evaluation = Evaluation with { Opacity = ExplanationSamples.Price },
        Explanation = ExplanationSamples.Report,
        Champion = new AliasRecord("credit-risk", "champion", 3, 2, Now.AddDays(-3), "bo@example.org", "etag"),
        Versions = [.. Enumerable.Range(1, 3).Select(v => new VersionRecord("credit-risk", v, RunId, Hex('7'), Now.AddDays(-10 + v)))],
        History =
        [
            new DeploymentRecord("credit-risk", "champion", 1, "k1", DeploymentCause.Deploy, 2, null, Now.AddDays(-8), "pipeline"),
            new DeploymentRecord("credit-risk", "champion", 2, "k2", DeploymentCause.Deploy, 3, 2, Now.AddDays(-3), "pipeline"),
        ],
        Exports = new ExportList("credit-risk", 3, [
            new ModelExport(ModelExport.Onnx, new ArtifactRef(Hex('4'), 70_918, "application/vnd.onnx")) { Parity = new ExportParity(2.2e-16, 0, 1114, 1e-6) },
            new ModelExport("other.onnx", null, "It cannot be written as a graph: 'note' is free text."),
            new ModelExport(ModelExport.LightGbm, Artifact('5')),
            new ModelExport(ModelExport.LightGbmColumns, Artifact('6')),
        ]),
        Viewer = "olga@example.org",
        MayRollBack = mayRollBack,
        AntiForgery = "seal-0123",
    };

    public static string Hex(char digit) => new(digit, 64);

    private static ArtifactRef Artifact(char digit) => new(Hex(digit), 48_211, "text/plain");

    private static AuditEntry Entry(long sequence, string action, Actor actor, Dictionary<string, string> facts) =>
        new(sequence, Now.AddMinutes(sequence), new AuditEvent(RunId, action, action, actor, "olga@example.org", "credit-risk", facts), Hex('0'), Hex('9'));
}
