namespace ServerlessMlops.Learning.Learners;

/// <summary>The nearest sequence that never falls (or never rises), by pooling adjacent violators (Ayer and others, 1955).</summary>
internal static class Isotonic
{
    /// <param name="weights">One a value at least; how far each resists.</param>
    /// <param name="direction">1: never falls; −1: never rises.</param>
    public static void Project(Span<double> values, ReadOnlySpan<double> weights, int direction)
    {
        var blocks = new List<(double Value, double Weight, int Count)>(values.Length);
        for (var i = 0; i < values.Length; i++)
        {
            var block = (Value: direction * values[i], Weight: Math.Max(weights[i], 1e-12), Count: 1);
            while (blocks.Count > 0 && blocks[^1].Value > block.Value)
            {
                var last = blocks[^1];
                blocks.RemoveAt(blocks.Count - 1);
                var weight = last.Weight + block.Weight;
                block = (((last.Value * last.Weight) + (block.Value * block.Weight)) / weight, weight, last.Count + block.Count);
            }

            blocks.Add(block);
        }

        var next = 0;
        foreach (var (value, _, count) in blocks)
        {
            values.Slice(next, count).Fill(direction * value);
            next += count;
        }
    }
}
