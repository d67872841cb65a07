using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Data;

namespace ServerlessMlops.Pipeline.Training;

/// <summary>Whether class weights name classes that are there.</summary>
public static class WeightedClasses
{
    /// <param name="classes">As <see cref="Labels"/> spells them.</param>
    /// <returns>Which classes the target does not have, as a sentence; null where it has all.</returns>
    public static string? Unknown(this ClassWeights weights, Column target, IReadOnlyList<string> classes)
    {
        var unknown = weights.ByClass.Keys.Where(label => !classes.Contains(Labels.Canonical(target, label))).Order(StringComparer.Ordinal)
            .Select(label => $"'{ProblemList.Cut(label)}'").ToArray();
        return unknown.Length == 0
            ? null
            : $"train.classWeights names {ProblemList.Some(unknown)}; the classes are {ProblemList.Some([.. classes])}.";
    }
}
