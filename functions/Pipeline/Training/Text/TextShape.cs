using ServerlessMlops.Pipeline.Data;

namespace ServerlessMlops.Pipeline.Training;

/// <summary>How a column of many different texts is learned from.</summary>
public enum TextUse
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary>As a category: most cells hold a text that many rows have.</summary>
    Category,

    /// <summary>By its words: most words stand in many rows.</summary>
    Words,
}

/// <summary>What tells free text from categories and from names of rows. The target is not looked at.</summary>
/// <param name="Cells">With a text.</param>
/// <param name="WordsPerCell">On average.</param>
/// <param name="DistinctWordShare">Different words over all words, in (0, 1].</param>
/// <param name="RepeatedShare">Share of the cells whose text at least <see cref="Repeats"/> cells have, in [0, 1].</param>
public sealed record TextShape(int Cells, double WordsPerCell, double DistinctWordShare, double RepeatedShare)
{
    /// <summary>Cells of the same text from which on it is a category rather than chance.</summary>
    public const int Repeats = 3;

    /// <summary>Words that are counted at most.</summary>
    private const int MaximumWords = 2_000_000;

    private const int FewestCells = 50;
    private const double MostlyRepeated = 0.8;
    private const double FewestWords = 3;
    private const double MostlyKnownWords = 0.5;

    public TextUse Use => Cells < FewestCells ? TextUse.None
        : RepeatedShare >= MostlyRepeated ? TextUse.Category
        : WordsPerCell >= FewestWords && DistinctWordShare <= MostlyKnownWords ? TextUse.Words
        : TextUse.None;

    public string Why => Use switch
    {
        TextUse.Category => FormattableString.Invariant($"text of which {RepeatedShare:P0} of the cells repeat: learned from as a category"),
        TextUse.Words => FormattableString.Invariant($"free text, by its words ({WordsPerCell:0.#} a cell, {DistinctWordShare:0.00} of them distinct)"),
        _ when Cells < FewestCells => $"free text in {Cells} rows; from {FewestCells} on it is learned from",
        _ => FormattableString.Invariant(
            $"free text whose words hardly repeat ({WordsPerCell:0.#} a cell, {DistinctWordShare:0.00} of them distinct); features.include uses it"),
    };

    public static TextShape Of(CategoryColumn column) => Of(column, [.. Enumerable.Range(0, column.RowCount)]);

    /// <param name="rows">The rows to look at.</param>
    public static TextShape Of(CategoryColumn column, ReadOnlySpan<int> rows)
    {
        var counts = new int[column.Levels.Length];
        var cells = 0;
        foreach (var row in rows)
        {
            if (!column.IsMissing(row))
            {
                counts[column.Codes[row]]++;
                cells++;
            }
        }

        long words = 0;
        var read = 0;
        var distinct = new HashSet<string>(StringComparer.Ordinal);
        for (var level = 0; level < counts.Length && words < MaximumWords; level++)
        {
            if (counts[level] > 0)
            {
                var own = TextWords.Of(column.Levels[level]);
                words += (long)own.Count * counts[level];
                read += counts[level];
                distinct.UnionWith(own);
            }
        }

        return new TextShape(
            cells,
            read == 0 ? 0 : (double)words / read,
            words == 0 ? 1 : Math.Min(1, (double)distinct.Count / words),
            cells == 0 ? 0 : (double)counts.Where(count => count >= Repeats).Sum() / cells);
    }
}
