using ServerlessMlops.Pipeline.Card;
using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Data;
using ServerlessMlops.Pipeline.Evaluation;
using ServerlessMlops.Pipeline.Tests.Evaluation;

namespace ServerlessMlops.Pipeline.Tests.Card;

/// <summary>Cards of models with real predictions; texts hold signs that Markdown, YAML, HTML and JSON read as their own.</summary>
internal static class CardSamples
{
    public const string Awkward = "Clerks | <b>trained</b> \"on\" it: *yes*\n# no heading";

    public static readonly PipelineSpec Spec = new()
    {
        Model = "credit-risk",
        Owner = "olga@example.org",
        Purpose = "Rank applications for consumer credit.",
        RiskClass = "high",
        ProhibitedUses = ["setting interest rates"],
        Licence = "cc-by-4.0",
        LegalBasis = "contract",
        Task = ModelTask.Binary,
        Target = "Status",
        Positive = "bad",
        Protected = [new ProtectedAttribute { Column = "Marital" }],
        Card = new CardSpec { IntendedUsers = Awkward, EthicalConsiderations = "Refusals may fall on the young.", HumanOversight = "A clerk decides." },
    };

    public static ModelCard Binary { get; } = Of(Spec, Predictions.Credit);

    public static ModelCard Regression { get; } = Of(
        Spec with { Task = ModelTask.Regression, Positive = null, Licence = "our own", Card = null, Protected = [] }, Predictions.Concrete with { Groups = [] }) with
    {
        Version = null,
        ReleasedAt = null,
        Environment = null,
    };

    private static ModelCard Of(PipelineSpec spec, TestSet test)
    {
        var measured = Evaluator.Measure(test, 1, 50);
        return new()
        {
            Model = spec.Model,
            Version = 3,
            RunId = "9f86d081884c7d659a2feaa0c55ad015",
            ReleasedAt = new DateTimeOffset(2026, 3, 2, 9, 30, 0, TimeSpan.Zero),
            Candidate = "lightgbm",
            Pipeline = spec,
            Rows = 4454,
            Evaluation = new()
            {
                RunId = "9f86d081884c7d659a2feaa0c55ad015",
                Task = test.Task,
                Target = spec.Target,
                Positive = spec.Positive,
                Classes = test.Classes,
                Threshold = test.Task == ModelTask.Binary ? 0.5 : null,
                TestRows = test.Rows,
                Metrics = measured.Metrics,
                Disparities = measured.Disparities,
                Gates = [new GateResult("auc ≥ 0.75", GateOutcome.Pass, 0.83, 0.75, null, "0.83 is at least 0.75")],
                Importances = [new("Seniority", 0.6)],
                Curves = ScoreCurves.Of(test),
            },
            Datasheet = Datasheets.Of(null, spec),
            Statements = CardQuestions.Of(spec),
            Inputs = [new("Seniority", ColumnKind.Number, 0, 48, 0.01, null), new("Home", ColumnKind.Category, null, null, 0, "how | they live")],
            Record = new(
                Hex('a'), Hex('b'), Hex('c'), Hex('d'), Hex('e'), Hex('f'), "dana@example.org", spec.Owner,
                [new Vote("r", "amal@example.org", VoteChoice.Approve, "Good | enough", Hex('f'), new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero))]),
            Environment = new()
            {
                System = "Linux",
                Architecture = "x64",
                Runtime = ".NET 10",
                Code = "c",
                Machine = "2 cores",
                Packages = ["LightGBM 4.7.0", "Microsoft.ML 5.0.1"],
            },
        };
    }

    private static string Hex(char digit) => new(digit, 64);
}
