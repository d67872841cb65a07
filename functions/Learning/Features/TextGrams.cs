using ServerlessMlops.Pipeline.Data;
using ServerlessMlops.Pipeline.Training;

namespace ServerlessMlops.Learning.Features;

/// <summary>Hashes the n-grams of a text into buckets; the hash is stable for ever (<see cref="StableHash"/>).</summary>
internal static class TextGrams
{
    public const int Buckets = 1 << 18;

    private const int Characters = 3;

    /// <param name="buckets">Receives one a gram, repeats included.</param>
    /// <returns>Words of the text.</returns>
    public static int Read(string text, TextUnit unit, List<int> buckets)
    {
        var words = TextWords.Of(text);
        if (unit == TextUnit.Words)
        {
            var previous = 0UL;
            foreach (var (index, word) in words.Index())
            {
                var hash = StableHash.Of(word);
                buckets.Add(Bucket(hash));
                if (index > 0)
                {
                    buckets.Add(Bucket(StableHash.Combine(previous, hash)));
                }

                previous = hash;
            }
        }
        else
        {
            var joined = $" {string.Join(' ', words)} ";
            for (var start = 0; start + Characters <= joined.Length; start++)
            {
                buckets.Add(Bucket(StableHash.Of(joined.AsSpan(start, Characters))));
            }
        }

        return words.Count;
    }

    private static int Bucket(ulong hash) => (int)(hash % Buckets);
}
