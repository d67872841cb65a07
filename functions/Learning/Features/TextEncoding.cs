using ServerlessMlops.Pipeline.Training;

namespace ServerlessMlops.Learning.Features;

/// <summary>ln(1 + count) of hashed n-grams, and the number of words; NaN each where there is no text.</summary>
/// <param name="Unit">Of n-grams: words and pairs of words, or three characters.</param>
/// <param name="Buckets">Of the hash, ascending: those whose presence told of the target in the training rows.</param>
public sealed record TextEncoding(TextUnit Unit, IReadOnlyList<int> Buckets) : FeatureEncoding
{
    internal override IReadOnlyList<int> Layout => new int[Buckets.Count + 1];

    internal override CellWriter Prepare() => new Writer(Unit, Buckets.Index().ToDictionary(pair => pair.Item, pair => pair.Index));

    private sealed class Writer(TextUnit unit, Dictionary<int, int> columns) : CellWriter
    {
        public override void Write(FeatureValue value, Span<double> cells)
        {
            var own = cells[..(columns.Count + 1)];
            if (value.Text is null)
            {
                own.Fill(double.NaN);
                return;
            }

            own.Clear();
            var buckets = new List<int>();
            own[^1] = TextGrams.Read(value.Text, unit, buckets);
            foreach (var bucket in buckets)
            {
                if (columns.TryGetValue(bucket, out var column))
                {
                    own[column]++;
                }
            }

            for (var column = 0; column < columns.Count; column++)
            {
                own[column] = Math.Log(1 + own[column]);
            }
        }
    }
}
