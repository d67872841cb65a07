using ServerlessMlops.Learning.Native;
using ServerlessMlops.Learning.Trees;

namespace ServerlessMlops.Learning.Tests.Trees;

public sealed class TreeShapleyTests
{
    [Theory]
    [MemberData(nameof(Trained.Models), MemberType = typeof(Trained))]
    public void Contributions_are_the_librarys_and_sum_to_the_margin_on_every_row(string sample, string candidate)
    {
        var text = Trained.Text(sample, candidate);
        var ensemble = LightGbmText.Read(text);
        var shapley = new TreeShapley(ensemble);
        var values = Trained.Rows(sample, candidate);
        var rows = values.Length / ensemble.Columns;
        var ours = Of(shapley, values, 2);
        var margins = new double[rows * ensemble.Outputs];
        new TreeMargins(ensemble).Margins(values, margins, 2);
        for (var row = 0; row < rows; row++)
        {
            foreach (var (output, part) in ours.AsSpan(row * shapley.Width, shapley.Width).ToArray().Chunk(ensemble.Columns + 1).Index())
            {
                Assert.Equal(margins[(row * ensemble.Outputs) + output], part.Sum(), 1e-10);
            }
        }

        // The library takes long for forests: each row's values are its own, so some rows tell.
        var some = candidate == Trainer.RandomForest ? Enumerable.Range(0, rows).Where(row => row % 16 == 0).ToArray() : [.. Enumerable.Range(0, rows)];
        double[] chosen = [.. some.SelectMany(row => values.AsSpan(row * ensemble.Columns, ensemble.Columns).ToArray())];
        using var booster = LightGbmBooster.Load(text);
        var theirs = booster.Predict(chosen, some.Length, LightGbmApi.PredictContributions, shapley.Width, "verbosity=-1 num_threads=2");
        foreach (var (index, row) in some.Index())
        {
            for (var place = 0; place < shapley.Width; place++)
            {
                Assert.Equal(theirs[(index * shapley.Width) + place] * ensemble.Factor, ours[(row * shapley.Width) + place], 1e-9);
            }
        }
    }

    [Fact]
    public void The_worked_example()
    {
        var values = Of(new TreeShapley(LightGbmText.Read(Trained.Small)), [0, 1], 1);
        Assert.Equal([((13 / 7.0) - 1.9 + (1 - 1.3)) / 2, (1.3 - 1.9 + (1 - (13 / 7.0))) / 2, 1.9], values, (a, b) => Math.Abs(a - b) < 1e-15);
    }

    [Fact]
    public void Trees_grown_by_chance_give_the_definitions_values()
    {
        const int Columns = 7;
        var random = new Random(5);
        for (var turn = 0; turn < 200; turn++)
        {
            var tree = RandomTree.Grow(random, 2 + random.Next(20), Columns);
            double[] row = [.. Enumerable.Range(0, Columns).Select(_ => random.Next(6) == 0 ? double.NaN : (random.NextDouble() * 6) - 3)];
            var seen = Of(new TreeShapley(new TreeEnsemble(Columns, 1, false, [tree])), row, 1);
            Assert.Equal(TreeGame.Values(tree, row), seen, (a, b) => Math.Abs(a - b) < 1e-14);
        }
    }

    [Theory]
    [InlineData(8)]
    [InlineData(9)]
    [InlineData(17)]
    [InlineData(100)]
    [InlineData(600)]
    public void Paths_over_many_columns_stay_exact(int columns)
    {
        var random = new Random(columns);
        var tree = RandomTree.Chain(random, columns);
        double[] row = [.. Enumerable.Range(0, columns).Select(_ => random.Next(10) == 0 ? -1.0 : 1.0)];
        var ensemble = new TreeEnsemble(columns, 1, false, [tree]);
        var (seen, margin) = (Of(new TreeShapley(ensemble), row, 1), new double[1]);
        new TreeMargins(ensemble).Margins(row, margin, 1);
        Assert.Equal(margin[0], seen.Sum(), 1e-13);
        if (columns <= 100)
        {
            Assert.Equal(OfChain(tree, row), seen[..columns], (a, b) => Math.Abs(a - b) < 1e-13);
        }
    }

    [Theory]
    [InlineData("credit", Trainer.LightGbm)]
    [InlineData("penguins", Trainer.RandomForest)]
    public void One_row_or_many_one_thread_or_two_and_tables_kept_or_not_give_the_same_bits(string sample, string candidate)
    {
        var ensemble = LightGbmText.Read(Trained.Text(sample, candidate));
        var shapley = new TreeShapley(ensemble);
        var values = Trained.Rows(sample, candidate);
        var all = Of(shapley, values, 1);
        Assert.Equal(all, Of(shapley, values, 2));
        Assert.Equal(all, Of(new TreeShapley(ensemble, keptVectors: 0), values, 1));
        var rows = values.Length / ensemble.Columns;
        var alone = new double[all.Length];
        Parallel.For(0, rows, row => shapley.Contributions(
            values.AsSpan(row * ensemble.Columns, ensemble.Columns), alone.AsSpan(row * shapley.Width, shapley.Width), 1));
        Assert.Equal(all, alone);
    }

    [Fact]
    public void A_row_takes_no_memory()
    {
        var ensemble = LightGbmText.Read(Trained.Text("concrete", Trainer.LightGbm));
        var (shapley, margins) = (new TreeShapley(ensemble), new TreeMargins(ensemble));
        var (row, results, margin) = (new double[ensemble.Columns], new double[shapley.Width], new double[1]);
        Assert.InRange(Allocated(() => shapley.Contributions(row, results, 1)), 0, 999);
        Assert.InRange(Allocated(() => margins.Margins(row, margin, 1)), 0, 999);
    }

    [Fact]
    public void Values_of_another_width_are_refused()
    {
        var shapley = new TreeShapley(LightGbmText.Read(Trained.Small));
        Assert.Throws<ArgumentException>(() => shapley.Contributions([1, 2, 3], new double[3], 1));
        Assert.Throws<ArgumentException>(() => shapley.Contributions([1, 2], new double[2], 1));
    }

    /// <summary>By the weights of sets, k!·(m − 1 − k)! / m! = 1 / (m·C(m − 1, k)) for k known columns of the m − 1 others of a leaf's path.</summary>
    private static double[] OfChain(DecisionTree tree, double[] row)
    {
        var results = new double[row.Length];
        for (var leaf = 0; leaf < tree.Leaves.Length; leaf++)
        {
            var path = Enumerable.Range(0, Math.Min(leaf + 1, row.Length)).ToArray();
            var known = Array.ConvertAll(path, column => (column == leaf) == (row[column] <= 0) ? 1.0 : 0.0);
            var unknown = Array.ConvertAll(path, column => Share(tree, column, column == leaf));
            foreach (var column in path)
            {
                // Coefficient k: the products over all sets of k known columns, the rest unknown.
                var products = new double[path.Length];
                products[0] = 1;
                foreach (var other in path.Where(other => other != column))
                {
                    for (var k = path.Length - 1; k >= 0; k--)
                    {
                        products[k] = (products[k] * unknown[other]) + (k > 0 ? products[k - 1] * known[other] : 0);
                    }
                }

                var choices = 1.0;
                for (var k = 0; k < path.Length; k++)
                {
                    results[column] += (known[column] - unknown[column]) * tree.Leaves[leaf].Value * products[k] / (path.Length * choices);
                    choices = choices * (path.Length - 1 - k) / (k + 1);
                }
            }
        }

        return results;
    }

    private static double Share(DecisionTree tree, int column, bool isLeft)
    {
        var left = tree.Leaves[column].Count / (double)tree.Leaves.Skip(column).Sum(leaf => leaf.Count);
        return isLeft ? left : 1 - left;
    }

    /// <summary>By a thousand turns, after some to warm up; a byte a turn would show.</summary>
    private static long Allocated(Action action)
    {
        for (var turn = 0; turn < 100; turn++)
        {
            action();
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var turn = 0; turn < 1000; turn++)
        {
            action();
        }

        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static double[] Of(TreeShapley shapley, ReadOnlySpan<double> values, int threads)
    {
        var results = new double[values.Length / shapley.Columns * shapley.Width];
        shapley.Contributions(values, results, threads);
        return results;
    }
}
