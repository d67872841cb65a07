using System.Globalization;
using System.Text;
using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Data;
using ServerlessMlops.Pipeline.Training;

namespace ServerlessMlops.Learning.Tests.Onnx;

/// <summary>A table with every kind of column, derived features, missing cells, and levels that no training row has.</summary>
internal static class EveryKindTable
{
    private const int Rows = 1500;

    private static readonly FeatureSpec Features = new()
    {
        Include = ["amount", "limit", "active", "opened", "closed", "home", "shop"],
        Types = new Dictionary<string, ColumnKind>
        {
            ["amount"] = ColumnKind.Number,
            ["limit"] = ColumnKind.Number,
            ["active"] = ColumnKind.Boolean,
            ["opened"] = ColumnKind.Date,
            ["closed"] = ColumnKind.Date,
            ["home"] = ColumnKind.Category,
            ["shop"] = ColumnKind.Category,
        },
        Derive =
        [
            new("share", "ratio(amount, limit)"),
            new("stayed", "days(opened, closed)"),
            new("size", "bins(amount, -1, 0, 10.5)"),
            new("log_limit", "log1p(limit) - 2 * -active"),
        ],
    };

    public static TrainingInput Of(ModelTask task, string candidate, bool hasText = false)
    {
        var random = new Random(11);
        var text = new StringBuilder("amount,limit,active,opened,closed,home,shop,note,y\n");
        for (var row = 0; row < Rows; row++)
        {
            string Cell(string cell) => random.NextDouble() < 0.1 ? "" : $"\"{cell}\"";
            var amount = random.NextDouble() * 40 - 10;
            var shop = random.Next(130);
            var strength = amount + (shop % 7 * 3) + random.NextDouble() * 8;
            string[] cells =
            [
                Cell(amount.ToString("R", CultureInfo.InvariantCulture)),
                Cell(random.Next(-2, 30).ToString(CultureInfo.InvariantCulture)),
                Cell(random.Next(2) == 0 ? "true" : "false"),
                Cell(NumberColumn.Format(ColumnKind.Date, random.Next(-20_000, 60_000))),
                Cell(NumberColumn.Format(ColumnKind.Date, random.Next(-2_000_000, 9_000_000) / 720.0)),
                Cell(row > Rows - 60 ? $"new {row}" : new[] { "own", "rent", "Größe", "none", "-" }[random.Next(5)]),
                Cell(row > Rows - 30 ? $"never {row}" : $"shop {shop}"),
                Cell(string.Join(' ', new[] { "late", "paid", "again", "early", "twice" }.OrderBy(_ => random.Next()).Take(3))),
                task switch
                {
                    ModelTask.Regression => strength.ToString("R", CultureInfo.InvariantCulture),
                    ModelTask.Binary => strength > 18 ? "yes" : "no",
                    _ => strength > 25 ? "high" : strength > 10 ? "middle" : "low",
                },
            ];
            text.AppendJoin(',', cells).Append('\n');
        }

        var features = hasText
            ? Features with
            {
                Include = [.. Features.Include, "note"],
                Types = new Dictionary<string, ColumnKind>(Features.Types) { ["note"] = ColumnKind.Text },
            }
            : Features;
        var spec = Samples.Spec(task, "y", task == ModelTask.Binary ? "yes" : null) with { Features = features };
        var table = Assert.IsType<ReadOutcome.Clean>(Dataset.Read(new MemoryStream(Encoding.UTF8.GetBytes(text.ToString())), "rows.csv", spec)).Table;
        return Samples.Input(table, spec, candidate) with
        {
            Features = [.. FeatureSelection.Choose(spec, table).Where(choice => choice.Used).Select(choice => choice.Column)],
        };
    }
}
