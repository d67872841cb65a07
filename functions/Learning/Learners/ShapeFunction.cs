using System.Text.Json.Serialization;

namespace ServerlessMlops.Learning.Learners;

/// <summary>What one encoded column adds to the margins, by the bin that its value lies in.</summary>
/// <param name="Cuts">
/// Number: ascending; a value lies in the bin whose index is the number of cuts at or below it, and a missing one in the last. Null: a
/// category, whose bin is its code.
/// </param>
/// <param name="Terms">For each output, one number a bin; they average to 0 over the training rows.</param>
public sealed record ShapeFunction(IReadOnlyList<double>? Cuts, IReadOnlyList<IReadOnlyList<double>> Terms)
{
    [JsonIgnore]
    internal int Bins => Terms[0].Count;
}
