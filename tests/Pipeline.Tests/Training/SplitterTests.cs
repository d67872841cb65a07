using CsCheck;
using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Data;
using ServerlessMlops.Pipeline.Tests.Data;
using ServerlessMlops.Pipeline.Training;

namespace ServerlessMlops.Pipeline.Tests.Training;

public class SplitterTests
{
    [Fact]
    public void Each_class_has_its_shares_to_within_a_row()
    {
        var table = SampleDataTests.Read("credit-risk", "credit_data.csv").Table;
        var spec = Csv.Spec(target: "Status", positive: "bad");
        var parts = Splitter.Assign(table, spec).Parts;
        var target = Labels.Of(table, spec);
        for (var label = 0; label < 2; label++)
        {
            var rows = Enumerable.Range(0, table.RowCount).Where(row => target.Class[row] == label).ToArray();
            Assert.Equal(0.60 * rows.Length, rows.Count(row => parts[row] == (byte)SplitPart.Train), tolerance: 1);
            Assert.Equal(0.15 * rows.Length, rows.Count(row => parts[row] == (byte)SplitPart.Validation), tolerance: 1);
            Assert.Equal(0.25 * rows.Length, rows.Count(row => parts[row] == (byte)SplitPart.Test), tolerance: 1);
        }
    }

    [Theory]
    [InlineData("credit-risk", "credit_data.csv", ModelTask.Binary, "Status")]
    [InlineData("penguins", "penguins.csv", ModelTask.Multiclass, "species")]
    [InlineData("concrete", "concrete.csv", ModelTask.Regression, "compressive_strength")]
    public void Copies_of_a_row_are_in_one_part(string sample, string file, ModelTask task, string target)
    {
        var table = SampleDataTests.Read(sample, file).Table;
        var parts = Splitter.Assign(table, Csv.Spec(task, target, "bad")).Parts;
        var first = RowGroups.FirstEqual(table);
        Assert.All(Enumerable.Range(0, table.RowCount), row => Assert.Equal(parts[first[row]], parts[row]));
    }

    /// <summary>These digests stand in manifests: if this test fails, the split of every released version can no longer be made again.</summary>
    [Theory]
    [InlineData("credit-risk", "credit_data.csv", ModelTask.Binary, "Status", "9d3d5c1dbfe2e053")]
    [InlineData("penguins", "penguins.csv", ModelTask.Multiclass, "species", "9fb77814cdd6cdce")]
    [InlineData("concrete", "concrete.csv", ModelTask.Regression, "compressive_strength", "48bc9fbc931151b5")]
    public void The_split_of_a_table_and_a_seed_is_the_same_for_ever(
        string sample, string file, ModelTask task, string target, string digest)
    {
        var parts = Splitter.Assign(SampleDataTests.Read(sample, file).Table, Csv.Spec(task, target, "bad")).Parts;
        Assert.Equal(digest, Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(parts))[..16]);
    }

    [Fact]
    public void Another_seed_is_another_split()
    {
        var table = SampleDataTests.Read("penguins", "penguins.csv").Table;
        var spec = Csv.Spec(ModelTask.Multiclass, "species");
        Assert.NotEqual(Splitter.Assign(table, spec).Parts, Splitter.Assign(table, spec with { Split = new SplitSpec { Seed = 1 } }).Parts);
    }

    [Fact]
    public void A_decile_of_a_regressions_target_has_its_shares()
    {
        var table = SampleDataTests.Read("concrete", "concrete.csv").Table;
        var parts = Splitter.Assign(table, Csv.Spec(ModelTask.Regression, "compressive_strength")).Parts;
        var values = ((NumberColumn)table["compressive_strength"]).Values;
        var median = values.Order().ElementAt(values.Length / 2);
        var test = Splitter.Rows(new SplitAssignment(0, parts), SplitPart.Test);
        Assert.Equal(0.25 * values.Length, test.Length, tolerance: 10);
        Assert.Equal(0.5, test.Count(row => values[row] < median) / (double)test.Length, tolerance: 0.02);
    }

    [Fact]
    public void Quotas_are_whole_and_within_a_row_of_the_share() =>
        (from rows in Gen.Int[0, 100_000] from train in Gen.Double[0.05, 0.9] from test in Gen.Double[0.02, 0.95] select (rows, train, test: (1 - train) * test)).Sample(given =>
        {
            var split = new SplitSpec { Train = given.train, Test = given.test, Validation = 1 - given.train - given.test };
            var quotas = Splitter.Quotas(given.rows, split);
            Assert.Equal(given.rows, quotas.Sum());
            Assert.Equal(given.rows * split.Train, quotas[0], tolerance: 1);
            Assert.Equal(given.rows * split.Validation, quotas[1], tolerance: 1);
            Assert.Equal(given.rows * split.Test, quotas[2], tolerance: 1);
        });

    /// <summary>The first outputs for seed 42, from the published algorithms written in Python with whole numbers modulo 2^64.</summary>
    [Fact]
    public void The_generator_is_xoshiro256_starstar()
    {
        var generator = new SeededShuffle(42);
        ulong[] expected = [0x15780b2e0c2ec716, 0x6104d9866d113a7e, 0xae17533239e499a1, 0xecb8ad4703b360a1];
        Assert.All(expected, value => Assert.Equal(value, generator.Next()));
    }
}
