using CsCheck;
using ServerlessMlops.Statistics.Classification;

namespace ServerlessMlops.Statistics.Tests.Classification;

public sealed class RankingProperties
{
    /// <summary>Few distinct scores, so that ties are common; whole eighths, so that maps of them stay exact.</summary>
    private static readonly Gen<(bool[] Labels, double[] Scores)> Rows =
        Gen.Select(Gen.Bool, Gen.Int[-12, 12]).Array[2, 60]
            .Select(rows => (rows.Select(row => row.Item1).ToArray(), rows.Select(row => row.Item2 / 8.0).ToArray()));

    [Fact]
    public void Auc_is_the_share_of_pairs_won_ties_counting_half() => Rows.Sample(rows =>
    {
        double won = 0, pairs = 0;
        for (var i = 0; i < rows.Labels.Length; i++)
        {
            for (var j = 0; j < rows.Labels.Length; j++)
            {
                if (rows.Labels[i] && !rows.Labels[j])
                {
                    pairs++;
                    won += rows.Scores[i] > rows.Scores[j] ? 1 : rows.Scores[i] == rows.Scores[j] ? 0.5 : 0;
                }
            }
        }

        Assert.Equal(pairs > 0 ? won / pairs : null, RocAuc.Of(rows.Labels, rows.Scores).Value);
    });

    [Fact]
    public void A_monotone_map_of_the_scores_changes_neither_area() => Rows.Sample(rows =>
    {
        double[] mapped = [.. rows.Scores.Select(score => Math.Exp(3 * score) - 7)];
        Assert.Equal(RocAuc.Of(rows.Labels, rows.Scores), RocAuc.Of(rows.Labels, mapped));
        Assert.Equal(AveragePrecision.Of(rows.Labels, rows.Scores), AveragePrecision.Of(rows.Labels, mapped));
    });

    [Fact]
    public void Reversed_scores_or_labels_give_one_minus_the_auc() => Rows.Sample(rows =>
    {
        if (RocAuc.Of(rows.Labels, rows.Scores).TryGet(out var auc))
        {
            Assert.Equal(1 - auc, RocAuc.Of(rows.Labels, [.. rows.Scores.Select(score => -score)]).Value!.Value, 12);
            Assert.Equal(1 - auc, RocAuc.Of([.. rows.Labels.Select(label => !label)], rows.Scores).Value!.Value, 12);
        }
    });

    [Fact]
    public void Counting_a_row_twice_equals_writing_it_twice() => Gen.Select(Rows, Gen.Int[0, 3].Array[60]).Sample((rows, many) =>
    {
        int[] counts = [.. many.Take(rows.Labels.Length)];
        var written = counts.SelectMany((count, row) => Enumerable.Repeat(row, count)).ToArray();
        bool[] labels = [.. written.Select(row => rows.Labels[row])];
        double[] scores = [.. written.Select(row => rows.Scores[row])];
        var ranking = ScoreRanking.Of(rows.Labels, rows.Scores);

        Assert.Equal(RocAuc.Of(labels, scores).Value, ranking.RocAuc(counts).Value);
        Assert.Equal(AveragePrecision.Of(labels, scores).Value, ranking.AveragePrecision(counts).Value);
    });

    [Fact]
    public void Youden_is_never_beaten_by_another_threshold() => Rows.Sample(rows =>
    {
        if (YoudenIndex.Best(rows.Labels, rows.Scores) is { } best)
        {
            var others = rows.Scores.Select(threshold => ConfusionCounts.At(rows.Labels, rows.Scores, threshold))
                .Max(counts => counts.Recall.Value!.Value - counts.FalsePositiveRate.Value!.Value);
            Assert.Equal(Math.Max(0, others), best.J, 12);
        }
    });
}
