using ServerlessMlops.Learning.Features;
using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Data;
using ServerlessMlops.Pipeline.Evaluation;
using ServerlessMlops.Pipeline.Training;

namespace ServerlessMlops.Learning.Tests.Features;

public sealed class TextEncodingTests
{
    private const int Rows = 600;

    private static readonly string[] Words =
        ["late", "paid", "phone", "called", "again", "never", "house", "rent", "letter", "sent", "bank", "asked", "moved", "job", "lost", "found"];

    [Fact]
    public void Words_that_tell_of_the_target_have_columns_of_their_own()
    {
        var encoding = Fit(TextUnit.Words);
        var grams = new List<int>();
        Assert.Equal(2, TextGrams.Read("Late, LOST", TextUnit.Words, grams));
        Assert.Equal(3, grams.Count);
        Assert.Contains(grams[0], encoding.Buckets);
        Assert.Contains(grams[1], encoding.Buckets);
        Assert.InRange(encoding.Buckets.Count, 2, 128);
    }

    [Fact]
    public void A_gram_counts_as_the_logarithm_of_its_repeats_and_no_text_is_missing()
    {
        var grams = new List<int>();
        TextGrams.Read("late", TextUnit.Words, grams);
        var encoding = new TextEncoding(TextUnit.Words, grams);
        Assert.Equal([Math.Log(3), 3], Write(encoding, "late; late again"));
        Assert.Equal([0, 0], Write(encoding, "…"));
        Assert.All(Write(encoding, null), cell => Assert.True(double.IsNaN(cell)));
    }

    [Fact]
    public void Hashes_of_grams_never_change()
    {
        // FNV-1a over UTF-16 units and SplitMix64's finaliser, modulo 2^18; reckoned again in Python.
        var words = new List<int>();
        TextGrams.Read("never late", TextUnit.Words, words);
        Assert.Equal([97667, 167650, 117202], words);
        var characters = new List<int>();
        TextGrams.Read("ab", TextUnit.Characters, characters);
        Assert.Equal([179871, 19164], characters);
    }

    [Theory]
    [InlineData(Trainer.LightGbm)]
    [InlineData(Trainer.Linear)]
    public void Free_text_is_learned_from_by_default(string candidate)
    {
        var spec = Samples.Spec(ModelTask.Binary, "y", "yes");
        var table = Table();
        var choice = Assert.Single(FeatureSelection.Choose(spec, table), choice => choice.Used);
        Assert.StartsWith("free text, by its words", choice.Why, StringComparison.Ordinal);
        var input = Samples.Input(table, spec, candidate);
        using var scorer = Scorer.Load(Samples.Train(input).ToBytes());
        var rows = Splitter.Rows(input.Split, SplitPart.Test);
        Assert.InRange(ValidationScore.Of("auc", scorer.Score(table, rows).Against(input.Target, rows), 0.5).Value!.Value, 0.85, 1);
        var one = ScorerTests.Predicted(scorer, ScorerTests.Json(input, 4));
        Assert.Equal("note", Assert.Single(one.Contributions).Feature);
    }

    private static TextEncoding Fit(TextUnit unit)
    {
        var table = Table();
        var target = Labels.Of(table, Samples.Spec(ModelTask.Binary, "y", "yes"));
        return TextFitting.Fit((CategoryColumn)table["note"], Enumerable.Range(0, Rows).ToArray(), TargetColumns.Of(target, [.. Enumerable.Range(0, Rows)]), unit, 128);
    }

    private static double[] Write(TextEncoding encoding, string? text)
    {
        var cells = new double[encoding.Buckets.Count + 1];
        encoding.Prepare().Write(new FeatureValue(double.NaN, text), cells);
        return cells;
    }

    private static Table Table()
    {
        var shuffle = new SeededShuffle(4);
        var notes = Enumerable.Range(0, Rows).Select(row => string.Join(' ', Enumerable.Range(0, 3 + shuffle.Below(4)).Select(_ => Words[shuffle.Below(Words.Length)])) + $" {row}").ToArray();
        string[] levels = [.. notes.Distinct().Order(StringComparer.Ordinal)];
        var bad = notes.Select(note => (note.Contains("late", StringComparison.Ordinal) ? 1 : 0) + (note.Contains("lost", StringComparison.Ordinal) ? 1 : 0)
            - (note.Contains("paid", StringComparison.Ordinal) ? 1 : 0) > 0);
        return new Table(
        [
            new CategoryColumn("note", ColumnKind.Text, Array.ConvertAll(notes, note => Array.BinarySearch(levels, note, StringComparer.Ordinal)), levels),
            new CategoryColumn("y", ColumnKind.Category, [.. bad.Select(one => one ? 1 : 0)], ["no", "yes"]),
        ]);
    }
}
