using ServerlessMlops.Learning.Learners;
using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Data;

namespace ServerlessMlops.Learning.Tests;

public sealed class ReproducibilityTests
{
    [Theory]
    [MemberData(nameof(Samples.WithCandidates), MemberType = typeof(Samples))]
    public void The_same_data_and_seed_give_the_same_bytes_whatever_the_threads(string sample, string candidate)
    {
        var input = Samples.Named(sample, candidate);
        var first = Samples.Trained(sample, candidate).ToBytes();
        Assert.Equal(first, Samples.Train(input with { Threads = 1 }).ToBytes());
        Assert.Equal(first, Samples.Train(input with { Threads = 2 }).ToBytes());
    }

    [Fact]
    public void Many_rows_give_the_same_bytes_whatever_the_threads()
    {
        // Enough rows that the library splits its loops over threads.
        const int Rows = 20_000;
        var x = Enumerable.Range(0, 5).Select(column => Enumerable.Range(0, Rows).Select(row => Math.Sin((row * (column + 1.37)) + column)).ToArray()).ToArray();
        var y = Enumerable.Range(0, Rows).Select(row => x[0][row] + (x[1][row] * x[2][row]) + (0.1 * Math.Sin(row * 77.7)) > 0.2 ? 1.0 : 0.0).ToArray();
        var table = new Table(
        [
            .. x.Select((values, column) => new NumberColumn($"x{column}", ColumnKind.Number, values)),
            new NumberColumn("y", ColumnKind.Boolean, y),
        ]);
        var input = Samples.Input(table, Samples.Spec(ModelTask.Binary, "y", "true"), Trainer.LightGbm);
        Assert.Equal(Samples.Train(input with { Threads = 1 }).ToBytes(), Samples.Train(input with { Threads = 4 }).ToBytes());
    }

    [Fact]
    public void Another_seed_gives_other_trees()
    {
        var input = Samples.Credit(Trainer.LightGbm);
        Assert.NotEqual(Samples.Trained("credit", Trainer.LightGbm).ToBytes(), Samples.Train(input with { Seed = 8 }).ToBytes());
    }

    [Fact]
    public void The_order_of_the_columns_in_the_table_changes_nothing_but_the_list_of_unused_ones()
    {
        var input = Samples.Penguins(Trainer.LightGbm);
        var turned = input with { Table = new Table([.. input.Table.Columns.Reverse()]) };
        var (one, other) = (Samples.Trained("penguins", Trainer.LightGbm).File, Samples.Train(turned).File);
        Assert.Equal(Assert.IsType<BoostedTrees>(one.Learned), Assert.IsType<BoostedTrees>(other.Learned));
    }

    [Fact]
    public void The_model_file_survives_reading_and_writing()
    {
        foreach (var candidate in Trainer.Candidates)
        {
            var bytes = Samples.Trained("penguins", candidate).ToBytes();
            Assert.Equal(bytes, ModelFile.Parse(bytes).ToBytes());
        }
    }

    [Fact]
    public void Cancelling_ends_training() =>
        Assert.All(Trainer.Candidates, candidate =>
            Assert.Throws<OperationCanceledException>(() => Trainer.Train(Samples.Penguins(candidate), new CancellationToken(canceled: true))));
}
