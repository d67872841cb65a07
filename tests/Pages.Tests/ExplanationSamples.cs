using ServerlessMlops.Pipeline.Contracts;

namespace ServerlessMlops.Pages.Tests;

/// <summary>Explanations as a run of the credit data leaves them.</summary>
internal static class ExplanationSamples
{
    public static readonly OpacityPrice Price = new(
        "lightgbm", false, "gam", "auc", 0.8271, 0.8122, new Measure("auc", 0.0149, -0.0041, 0.0342, 250, true) { Interval = "BCa bootstrap" }, 250);

    public static readonly ExplanationReport Report = new()
    {
        RunId = Samples.RunId,
        Task = ModelTask.Binary,
        Target = "Status",
        Class = "bad",
        TestRows = 1114,
        Permutation = new("auc", true, 0.8312, 10, 1114, [new("Seniority", 0.0613, 0.0049, 0.0531, 0.0702), new("Records", 0.0411, 0.0032, 0.037, 0.046), new("Home", -0.0004, 0.0008, -0.0011, 0.0009)]),
        Effects =
        [
            new(
                "Seniority", ColumnKind.Number, "bad", 500,
                [new(0, "0", 0, 0.41, -0.36, 0.12, 0.61), new(5, "5", 260, 0.29, -0.9, 0.02, 0.1), new(48, "48", 230, 0.18, -1.5, -0.09, -0.58)],
                new(null, "", 10, 0.3, -0.85), [300, 120, 40, 20, 10]),
            new("Records", ColumnKind.Category, "bad", 500, [new(null, "no", 410, 0.24, -1.1), new(null, "yes", 90, 0.44, -0.2)], null, [], "2 rarer levels are left out"),
            new("Notes", ColumnKind.Text, null, 500, [], null, [], "free text: there is no row of values to go along"),
        ],
        Seed = 20_240_501,
    };
}
