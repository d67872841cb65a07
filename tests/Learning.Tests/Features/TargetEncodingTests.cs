using ServerlessMlops.Learning.Features;
using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Data;
using ServerlessMlops.Pipeline.Training;

namespace ServerlessMlops.Learning.Tests.Features;

public sealed class TargetEncodingTests
{
    [Fact]
    public void Means_are_drawn_to_the_mean_of_all_rows_as_in_the_worked_example()
    {
        var means = new SmoothedMeans([0, 0, 1, 1], [[1, 0, 1, 1]], 3, smoothing: 2).All();
        Assert.Equal([0.625, 0.875, 0.75], means.Select(mean => mean[0]));
    }

    [Fact]
    public void Means_agree_with_pandas()
    {
        // By target_encoding_reference.py, beside this file.
        var groups = Enumerable.Range(0, 40).Select(i => i % 7 == 0 ? 3 : i % 5 == 0 ? 0 : i % 3 == 0 ? 1 : 2).ToArray();
        var means = new SmoothedMeans(groups, [[.. Enumerable.Range(0, 40).Select(i => Math.Sin(3 * i) > 0.2 ? 1.0 : 0.0)]], 4).All();
        double[] expected = [0.453125, 0.4125, 0.4375, 0.390625];
        Assert.All(expected.Zip(means), pair => Assert.Equal(pair.First, pair.Second[0], 1e-15));
    }

    [Fact]
    public void A_training_row_is_encoded_by_the_folds_that_it_is_not_in()
    {
        var (input, column) = Shops(rows: 1_500, seed: 3);
        var fitted = FeatureFitting.Fit(input);
        var folds = OutOfFold.FoldsOf(input.Rows, null, input.Seed);
        for (var i = 0; i < input.Rows.Length; i += 17)
        {
            var others = Enumerable.Range(0, input.Rows.Length).Where(other => folds[other] != folds[i]).ToArray();
            var same = others.Where(other => column.Codes[input.Rows[other]] == column.Codes[input.Rows[i]]).ToArray();
            var prior = others.Average(other => (double)input.Target.Class[input.Rows[other]]);
            var expected = (same.Sum(other => input.Target.Class[input.Rows[other]]) + (10 * prior)) / (same.Length + 10);
            Assert.Equal(expected, fitted.Training[i], 1e-12);
        }
    }

    [Fact]
    public void A_rows_own_target_never_reaches_its_encoding()
    {
        var (input, _) = Shops(rows: 1_500, seed: 5);
        var before = FeatureFitting.Fit(input).Training;
        for (var i = 0; i < input.Rows.Length; i += 101)
        {
            int[] turned = [.. input.Target.Class];
            turned[input.Rows[i]] = 1 - turned[input.Rows[i]];
            Assert.Equal(before[i], FeatureFitting.Fit(input with { Target = input.Target with { Class = turned } }).Training[i]);
        }
    }

    [Fact]
    public void No_row_of_a_group_reaches_the_encoding_of_another_where_rows_are_split_by_group()
    {
        var (input, column) = Shops(rows: 1_500, seed: 5);
        var customers = new NumberColumn("customer", ColumnKind.Number, [.. Enumerable.Range(0, column.RowCount).Select(row => (double)(row / 6))]);
        input = input with
        {
            Table = new Table([.. input.Table.Columns, customers]),
            Spec = input.Spec with { Split = new SplitSpec { Method = SplitMethod.Group, Column = "customer" } },
        };
        var before = FeatureFitting.Fit(input).Training;
        for (var i = 0; i < input.Rows.Length; i += 101)
        {
            // Every other row of the group turned: had one been in another fold, the row's encoding would move.
            int[] turned = [.. input.Target.Class];
            foreach (var row in input.Rows.Where(row => row / 6 == input.Rows[i] / 6))
            {
                turned[row] = 1 - turned[row];
            }

            Assert.Equal(before[i], FeatureFitting.Fit(input with { Target = input.Target with { Class = turned } }).Training[i]);
        }

        var folds = OutOfFold.FoldsOf(input.Rows, SplitGroups.FirstOf(input.Table, input.Spec.Split), input.Seed);
        Assert.Equal(OutOfFold.Folds, folds.Distinct().Count());
        Assert.InRange(folds.GroupBy(fold => fold).Max(fold => fold.Count()) - folds.GroupBy(fold => fold).Min(fold => fold.Count()), 0, 12);
    }

    [Fact]
    public void Other_rows_are_encoded_by_all_training_rows_rare_and_unseen_levels_alike_and_no_value_by_its_own_mean()
    {
        var (input, column) = Shops(rows: 1_500, seed: 3);
        var encoder = FeatureFitting.Fit(input).Encoder;
        var encoding = Assert.IsType<TargetEncoding>(encoder.Features[0].Encoding);
        Assert.Equal(150, encoding.Levels.Count);
        double Encoded(string? level) => encoder.Encode([new FeatureValue(double.NaN, level)])[0];
        var own = input.Rows.Where(row => column.Text(row) == "shop 7").ToArray();
        var prior = input.Rows.Average(row => (double)input.Target.Class[row]);
        Assert.Equal((own.Sum(row => input.Target.Class[row]) + (10 * prior)) / (own.Length + 10), Encoded("shop 7"), 1e-12);
        Assert.Equal(prior, Encoded("never seen"), 1e-12);
        Assert.NotEqual(Encoded("never seen"), Encoded(null));
    }

    [Fact]
    public void Many_classes_have_a_column_each_and_no_more_than_twenty()
    {
        var classes = Enumerable.Range(0, 30).Select(one => $"k{one:00}").ToArray();
        var target = new TargetVector
        {
            Task = ModelTask.Multiclass,
            Classes = classes,
            Class = [.. Enumerable.Range(0, 3_000).Select(row => row % 30 == 29 && row % 60 > 30 ? 0 : row % 30)],
        };
        var columns = TargetColumns.Of(target, [.. Enumerable.Range(0, 3_000)]);
        Assert.Equal(20, columns.Length);
        Assert.Equal(150, columns[0].Sum());
        Assert.All(columns.Skip(1), column => Assert.Equal(100, column.Sum()));
    }

    [Fact]
    public void A_hundred_thousand_categories_keep_the_most_frequent_twenty_thousand_means()
    {
        const int Rows = 130_000;
        var levels = Enumerable.Range(0, 100_000).Select(level => $"c{level:000000}").ToArray();
        var column = new CategoryColumn("code", ColumnKind.Category, [.. Enumerable.Range(0, Rows).Select(row => row < 100_000 ? row : (row - 100_000) / 2)], levels);
        var target = Enumerable.Range(0, Rows).Select(row => row % 3 == 0 ? 1.0 : 0.0).ToArray();
        var encoding = Assert.IsType<TargetEncoding>(CategoryFitting.Fit(column, Enumerable.Range(0, Rows).ToArray(), [target]));
        Assert.Equal(15_000, encoding.Levels.Count);
        Assert.Equal("c014999", encoding.Levels[^1]);
    }

    private static (FittingInput Input, CategoryColumn Column) Shops(int rows, int seed)
    {
        var levels = Enumerable.Range(0, 150).Select(level => $"shop {level}").Order(StringComparer.Ordinal).ToArray();
        var shuffle = new SeededShuffle(seed);
        var column = new CategoryColumn("shop", ColumnKind.Category, [.. Enumerable.Range(0, rows).Select(row => row % 31 == 0 ? -1 : (row / 3) % 150)], levels);
        var target = new TargetVector
        {
            Task = ModelTask.Binary,
            Classes = ["no", "yes"],
            Class = [.. Enumerable.Range(0, rows).Select(row => shuffle.Below(100) < 20 + (column.Codes[row] % 60) ? 1 : 0)],
        };
        return (new FittingInput
        {
            Table = new Table([column]),
            Rows = [.. Enumerable.Range(0, rows).Where(row => row % 5 != 4)],
            Target = target,
            Features = ["shop"],
            Spec = Samples.Spec(ModelTask.Binary, "y", "yes"),
            Seed = 7,
        }, column);
    }
}
