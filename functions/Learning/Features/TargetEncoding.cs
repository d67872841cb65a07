namespace ServerlessMlops.Learning.Features;

/// <summary>
/// A level as the smoothed mean of the target over the training rows that have it: of the positive class's indicator for two classes, of
/// each class's for many, of the value for regression.
/// </summary>
/// <remarks>Training rows themselves are encoded out of fold: see <see cref="OutOfFold"/>.</remarks>
/// <param name="Levels">In ordinal order.</param>
/// <param name="Means">For each level, then for other levels, then for no value: one number a target column.</param>
public sealed record TargetEncoding(IReadOnlyList<string> Levels, IReadOnlyList<IReadOnlyList<double>> Means) : FeatureEncoding
{
    internal override IReadOnlyList<int> Layout => new int[Means[0].Count];

    internal override CellWriter Prepare() => new Writer(LevelCodes.Of(Levels), [.. Means.Select(means => means.ToArray())]);

    private sealed class Writer(Dictionary<string, int> codes, double[][] means) : CellWriter
    {
        public override void Write(FeatureValue value, Span<double> cells) => means[LevelCodes.Code(codes, value.Text)].CopyTo(cells);

        public override bool Knows(string level) => codes.ContainsKey(level);
    }
}
