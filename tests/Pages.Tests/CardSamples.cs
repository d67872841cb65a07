using ServerlessMlops.Pipeline.Card;
using ServerlessMlops.Pipeline.Contracts;

namespace ServerlessMlops.Pages.Tests;

/// <summary>The card of version 3 of the credit model.</summary>
internal static class CardSamples
{
    public static readonly CurveReport Curves = new(
        [new(0, 0), new(0.1, 0.52), new(0.3, 0.81), new(1, 1)], [new(0.2, 0.9), new(0.6, 0.64), new(1, 0.28)],
        [new(12, -3, 0.2, 4, 51), new(30, -5, -0.1, 4.5, 51), new(61, -9, 0.4, 8, 52)]);

    public static readonly ModelCard Card = new()
    {
        Model = "credit-risk",
        Version = 3,
        RunId = Samples.RunId,
        ReleasedAt = Samples.Now,
        Candidate = "lightgbm",
        Pipeline = Samples.Pipeline,
        Rows = 4454,
        Evaluation = Samples.Evaluation with { Contest = Samples.Contest, Curves = Curves, Opacity = ExplanationSamples.Price },
        Explanation = ExplanationSamples.Report,
        Datasheet = Samples.Datasheet,
        Statements = CardQuestions.Of(Samples.Pipeline with { Card = new CardSpec { Contact = "credit@example.org" } }),
        Inputs =
        [
            new("Seniority", ColumnKind.Number, 0, 48, 0, "years in the job; required"), new("Opened", ColumnKind.Date, 19_000, 19_999, 0.01, null),
            new("Home", ColumnKind.Category, null, null, 0, null),
        ],
        Record = new(
            Samples.Hex('a'), Samples.Hex('b'), Samples.Hex('c'), Samples.Hex('d'), Samples.Hex('f'), Samples.Hex('e'), "dana@example.org",
            "olga@example.org", [Samples.Approval]),
        Environment = new() { System = "Linux", Architecture = "x64", Runtime = ".NET 10", Code = "c", Machine = "2 cores", Packages = ["LightGBM 4.7.0"] },
    };
}
