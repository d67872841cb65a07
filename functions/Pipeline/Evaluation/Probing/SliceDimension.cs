using ServerlessMlops.Pipeline.Contracts;

namespace ServerlessMlops.Pipeline.Evaluation.Probing;

/// <summary>One column cut into levels, each of them a condition that a slice may have.</summary>
/// <param name="Codes">One a row: an index into <paramref name="Levels"/>, or −1 where the row is in none of them.</param>
public sealed record SliceDimension(string Column, int[] Codes, IReadOnlyList<SliceCondition> Levels);
