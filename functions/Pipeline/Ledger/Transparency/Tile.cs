using System.Globalization;

namespace ServerlessMlops.Pipeline.Ledger.Transparency;

/// <summary>
/// One resource of a tiled log (c2sp.org/tlog-tiles): up to 256 hashes of a level whose height is 8, or at <see cref="Entries"/> a bundle
/// of up to 256 entries.
/// </summary>
/// <param name="Level">0 holds leaf hashes, and each next one the roots of full tiles below it; 0 to 63, or <see cref="Entries"/>.</param>
/// <param name="Number">Its place in its level, from 0.</param>
/// <param name="Width">Hashes or entries in it, 1 to 256; fewer than 256 at the right edge only.</param>
public readonly record struct Tile(int Level, long Number, int Width)
{
    public const int Height = 8;

    /// <summary>Width of a full tile.</summary>
    public const int Full = 1 << Height;

    /// <summary>In the place of a level: entry bundles.</summary>
    public const int Entries = -1;

    public const string EntriesWord = "entries";

    private const int MaxLevel = 63;

    /// <summary>Relative to the log's prefix: <c>tile/0/x001/x234/067</c>, <c>tile/entries/000.p/5</c>.</summary>
    public string Path
    {
        get
        {
            var level = Level == Entries ? EntriesWord : Level.ToString(CultureInfo.InvariantCulture);
            var number = (Number % 1000).ToString("D3", CultureInfo.InvariantCulture);
            for (var rest = Number / 1000; rest > 0; rest /= 1000)
            {
                number = FormattableString.Invariant($"x{rest % 1000:D3}/{number}");
            }

            return $"tile/{level}/{number}" + (Width == Full ? "" : FormattableString.Invariant($".p/{Width}"));
        }
    }

    /// <summary>The tile that holds the hash <paramref name="index"/> of a level in a tree of <paramref name="size"/> leaves.</summary>
    public static Tile Holding(int level, long index, long size)
    {
        var number = index >> Height;
        return new(level, number, (int)Math.Min(Full, CountOn(level, size) - (number << Height)));
    }

    /// <summary>Hashes (or entries) on a level of a tree of this size: the roots of its full subtrees of 256^level leaves.</summary>
    public static long CountOn(int level, long size) =>
        level == Entries ? size : level * Height < 63 ? size >> (level * Height) : 0;

    /// <summary>What a tree of this size is stored as: every bundle and tile that is not empty, from below.</summary>
    public static IEnumerable<Tile> OfTree(long size)
    {
        for (var level = Entries; level <= 0 || CountOn(level, size) > 0; level++)
        {
            for (long first = 0; first < CountOn(level, size); first += Full)
            {
                yield return Holding(level, first, size);
            }
        }
    }

    /// <returns>Null for anything but the one spelling of a tile's path.</returns>
    public static Tile? TryParse(string path)
    {
        if (path.Split('/') is not ["tile", var levelWord, .. var rest])
        {
            return null;
        }

        var width = Full;
        if (rest is [.., var partial, var widthWord] && partial.EndsWith(".p", StringComparison.Ordinal))
        {
            width = (int)Number18(widthWord);
            rest = [.. rest[..^2], partial[..^2]];
        }

        var level = levelWord == EntriesWord ? Entries
            : Number18(levelWord) is >= 0 and <= MaxLevel and var stated ? (int)stated
            : int.MinValue;
        var tile = new Tile(level, Number18(string.Concat(rest.Select(part => part.TrimStart('x')))), width);
        return level >= Entries && tile.Number >= 0 && width is > 0 and <= Full && tile.Path == path ? tile : null;
    }

    // Lenient: whatever is spelt in another way does not give the same path again.
    private static long Number18(string text) =>
        text.Length <= 18 && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1;
}
