using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Data;
using ServerlessMlops.Pipeline.Training;

namespace ServerlessMlops.Pipeline.Tests.Training;

public class TextShapeTests
{
    private const int Rows = 300;

    [Fact]
    public void Sentences_of_words_that_come_back_are_learned_from_by_their_words()
    {
        string[] words = ["late", "paid", "phone", "called", "again", "never", "house", "rent", "letter", "sent"];
        var shape = Of(i => $"{words[i % 10]} {words[i * 7 % 9]}, {words[i * 3 % 8]} {i} {words[i % 7]}");
        Assert.Equal(TextUse.Words, shape.Use);
        Assert.Equal(5, shape.WordsPerCell);
        Assert.Equal((Rows + 10.0) / (Rows * 5), shape.DistinctWordShare, 1e-12);
    }

    [Fact]
    public void Texts_that_many_rows_share_are_a_category() => Assert.Equal(TextUse.Category, Of(i => $"new town {i % 70}").Use);

    [Fact]
    public void Names_and_numbers_of_things_are_not_learned_from()
    {
        Assert.Equal(TextUse.None, Of(i => $"ab-{i}").Use);
        Assert.Equal(TextUse.None, Of(i => $"first{i} middle{i * 7} last{i * 3}").Use);
    }

    [Fact]
    public void Asking_for_a_text_by_name_is_enough()
    {
        var table = new Table([Column(i => $"ab-{i}"), new NumberColumn("x", ColumnKind.Number, [.. Enumerable.Range(0, Rows).Select(i => i % 7.0)])]);
        bool Used(FeatureSpec features) => FeatureSelection.Choose(Data.Csv.Spec() with { Features = features }, table).Single(choice => choice.Column == "note").Used;
        Assert.False(Used(new FeatureSpec()));
        Assert.True(Used(new FeatureSpec { Include = ["note"] }));
        Assert.True(Used(new FeatureSpec { Types = new Dictionary<string, ColumnKind> { ["note"] = ColumnKind.Text } }));
    }

    [Fact]
    public void Words_are_runs_of_letters_and_digits_in_lower_case() =>
        Assert.Equal(["größe", "2024", "don", "t", "i", "𝒳"], TextWords.Of("  GRÖSSE".Replace("SS", "ß", StringComparison.Ordinal) + "—2024: don't I 𝒳!"));

    private static TextShape Of(Func<int, string> text) => TextShape.Of(Column(text));

    private static CategoryColumn Column(Func<int, string> text)
    {
        var texts = Enumerable.Range(0, Rows).Select(text).ToArray();
        string[] levels = [.. texts.Distinct().Order(StringComparer.Ordinal)];
        return new CategoryColumn("note", ColumnKind.Text, Array.ConvertAll(texts, one => Array.BinarySearch(levels, one, StringComparer.Ordinal)), levels);
    }
}
