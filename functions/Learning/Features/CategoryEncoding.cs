namespace ServerlessMlops.Learning.Features;

/// <summary>One code a level; then one for every other level, rare or never seen, and one for no value.</summary>
/// <param name="Levels">With a code of their own, in ordinal order: 0, 1, ….</param>
public sealed record CategoryEncoding(IReadOnlyList<string> Levels) : FeatureEncoding
{
    internal override IReadOnlyList<int> Layout => [Levels.Count + 2];

    internal override CellWriter Prepare() => new Writer(LevelCodes.Of(Levels));

    private sealed class Writer(Dictionary<string, int> codes) : CellWriter
    {
        public override void Write(FeatureValue value, Span<double> cells) => cells[0] = LevelCodes.Code(codes, value.Text);

        public override bool Knows(string level) => codes.ContainsKey(level);
    }
}

/// <summary>From a level to its code: the levels in their order, then "other", then "no value".</summary>
internal static class LevelCodes
{
    public static Dictionary<string, int> Of(IReadOnlyList<string> levels) =>
        levels.Index().ToDictionary(pair => pair.Item, pair => pair.Index, StringComparer.Ordinal);

    public static int Code(Dictionary<string, int> codes, string? level) =>
        level is null ? codes.Count + 1 : codes.GetValueOrDefault(level, codes.Count);
}
