using System.Globalization;
using System.Text;
using System.Text.Json;
using CsCheck;
using ServerlessMlops.Learning.Features;
using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Data;
using ServerlessMlops.Pipeline.Training;

namespace ServerlessMlops.Learning.Tests.Features;

/// <summary>What a model is asked with is what it was trained with: the same rows by file and by JSON, and no row that was held out.</summary>
public sealed class SkewTests
{
    private const int Rows = 160;

    private static readonly FeatureSpec Features = new()
    {
        Include = ["amount", "limit", "active", "opened", "closed", "home", "shop", "note"],
        Types = new Dictionary<string, ColumnKind>
        {
            ["amount"] = ColumnKind.Number,
            ["limit"] = ColumnKind.Number,
            ["active"] = ColumnKind.Boolean,
            ["opened"] = ColumnKind.Date,
            ["closed"] = ColumnKind.Date,
            ["home"] = ColumnKind.Category,
            ["shop"] = ColumnKind.Category,
            ["note"] = ColumnKind.Text,
        },
        Derive =
        [
            new("share", "ratio(amount, limit)"),
            new("stayed", "days(opened, closed)"),
            new("size", "bins(amount, -1, 0, 10.5)"),
            new("log_limit", "log1p(limit) - 2 * active"),
        ],
    };

    /// <summary>Rows of cells as a file has them; null is an empty cell.</summary>
    private static readonly Gen<string?[][]> Tables = Gen.Select(
        Cell(Gen.Double[-1e6, 1e6].Select(value => value.ToString("R", CultureInfo.InvariantCulture))),
        Cell(Gen.OneOf(Gen.Int[-5, 50].Select(value => value.ToString(CultureInfo.InvariantCulture)), OneOf("0", "-0", "1e-300", "12.50", "3E5"))),
        Cell(OneOf("true", "false")),
        Cell(Gen.Int[-20_000, 60_000].Select(day => NumberColumn.Format(ColumnKind.Date, day))),
        Cell(Gen.Int[-2_000_000, 9_000_000].Select(quarter => NumberColumn.Format(ColumnKind.Date, quarter / 720.0))),
        Cell(OneOf("own", "rent", "Größe, \"quoted\"", "none", "-")),
        Cell(Gen.Int[0, 400].Select(shop => $"shop {shop % 130}")),
        Cell(OneOf("late", "paid", "again", "İstanbul", "x1").Array[1, 6].Select(words => string.Join(' ', words))),
        (amount, limit, active, opened, closed, home, shop, note) => new[] { amount, limit, active, opened, closed, home, shop, note }).Array[Rows];

    [Fact]
    public void The_same_rows_by_file_and_by_JSON_are_encoded_to_the_same_bits() => Tables.Sample(
        cells =>
        {
            var input = Input(cells);
            var encoder = FeatureFitting.Fit(input).Encoder;
            var reader = new RowReader(encoder.Transform.Inputs, ["y"]);
            var matrix = encoder.Encode(input.Table, Enumerable.Range(0, Rows).ToArray());
            for (var row = 0; row < Rows; row++)
            {
                var problems = new List<Problem>();
                var values = reader.Read(Json(cells[row]), problems);
                Assert.Empty(problems);
                var one = encoder.Encode(encoder.ValuesOf(values));
                Assert.Equal(
                    matrix.Skip(row * one.Length).Take(one.Length).Select(BitConverter.DoubleToInt64Bits), one.Select(BitConverter.DoubleToInt64Bits));
            }
        },
        iter: 60);

    [Fact]
    public void Rows_that_are_held_out_never_change_the_transform() => Gen.Select(Tables, Tables).Sample(
        (cells, others) =>
        {
            var input = Input(cells);
            var train = input.Rows.ToHashSet();
            var changed = Input([.. cells.Select((row, i) => train.Contains(i) ? row : others[i])], salt: 1);
            var fitted = FeatureFitting.Fit(input);
            var again = FeatureFitting.Fit(changed with { Target = Merge(input, changed, train) });
            Assert.Equal(fitted.Encoder.Transform.ToBytes(), again.Encoder.Transform.ToBytes());
            Assert.Equal(fitted.Training.Select(BitConverter.DoubleToInt64Bits), again.Training.Select(BitConverter.DoubleToInt64Bits));
        },
        iter: 40);

    [Fact]
    public void A_saved_transform_encodes_as_the_fitted_one() => Tables.Sample(
        cells =>
        {
            var input = Input(cells);
            var encoder = FeatureFitting.Fit(input).Encoder;
            var read = new FeatureEncoder(MlopsJson.Read<FeatureTransform>(encoder.Transform.ToBytes()));
            int[] rows = [.. Enumerable.Range(0, Rows)];
            Assert.Equal(encoder.Transform.ToBytes(), read.Transform.ToBytes());
            Assert.Equal(
                encoder.Encode(input.Table, rows).Select(BitConverter.DoubleToInt64Bits),
                read.Encode(input.Table, rows).Select(BitConverter.DoubleToInt64Bits));
        },
        iter: 20);

    private static Gen<string> OneOf(params string[] texts) => Gen.Int[0, texts.Length - 1].Select(index => texts[index]);

    private static Gen<string?> Cell(Gen<string> present) => Gen.Frequency((1, Gen.Const((string?)null)), (9, present.Select(text => (string?)text)));

    private static FittingInput Input(string?[][] cells, int salt = 0)
    {
        // A value in each column keeps the derived features computable.
        cells[0] = [.. cells[0].Zip(["1", "2", "true", "2024-01-02", "2024-01-02", "own", "shop 1", "paid late"], (cell, other) => cell ?? other)];
        var text = new StringBuilder("amount,limit,active,opened,closed,home,shop,note,y\n");
        foreach (var (i, row) in cells.Index())
        {
            text.AppendJoin(',', row.Select(cell => cell is null ? "" : $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\""))
                .Append(((i * 7) + salt) % 5 < 2 ? ",yes\n" : ",no\n");
        }

        var spec = Samples.Spec(ModelTask.Binary, "y", "yes") with { Features = Features };
        var outcome = Dataset.Read(new MemoryStream(Encoding.UTF8.GetBytes(text.ToString())), "rows.csv", spec);
        var table = Assert.IsType<ReadOutcome.Clean>(outcome).Table;
        return new FittingInput
        {
            Table = table,
            Rows = [.. Enumerable.Range(0, Rows).Where(row => row % 4 != 3)],
            Target = Labels.Of(table, spec),
            Features = [.. FeatureSelection.Choose(spec, table).Where(choice => choice.Used).Select(choice => choice.Column)],
            Spec = spec,
            Seed = 7,
        };
    }

    /// <summary>The training rows' targets, and the other rows' of a table that differs.</summary>
    private static TargetVector Merge(FittingInput input, FittingInput changed, HashSet<int> train) => changed.Target with
    {
        Class = [.. changed.Target.Class.Select((other, row) => train.Contains(row) ? input.Target.Class[row] : other)],
    };

    /// <summary>A row as a caller would send it: numbers as numbers, texts as texts.</summary>
    private static Dictionary<string, JsonElement> Json(string?[] cells) => Features.Include.Zip(cells).ToDictionary(
        pair => pair.First,
        pair => JsonDocument.Parse(pair.Second is not { } cell ? "null"
            : pair.First is "amount" or "limit" or "active" ? cell
            : JsonSerializer.Serialize(cell)).RootElement);
}
