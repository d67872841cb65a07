using ServerlessMlops.Pipeline.Contracts;

namespace ServerlessMlops.Pipeline.Evaluation;

/// <summary>Which approved versions a model has to stand beside.</summary>
public static class ContestField
{
    /// <summary>Versions that are scored to find the best, beside the first and the champion.</summary>
    public const int Newest = 20;

    /// <param name="approved">Every released version, in any order; at least the champion.</param>
    /// <returns>The first, the newest and the champion, ascending.</returns>
    public static IReadOnlyList<int> Of(IReadOnlyList<int> approved, int champion) =>
        [.. approved.Order().Take(1).Concat(approved.OrderDescending().Take(Newest)).Append(champion).Distinct().Order()];

    /// <param name="primary">The primary measure by version; null where it could not be measured.</param>
    /// <returns>The version with the best one, among equals the oldest; null where none was measured.</returns>
    public static int? Best(IReadOnlyDictionary<int, double?> primary, bool higherIsBetter) => primary
        .Where(entry => entry.Value is { } value && double.IsFinite(value))
        .OrderByDescending(entry => higherIsBetter ? entry.Value : -entry.Value)
        .ThenBy(entry => entry.Key)
        .Select(entry => (int?)entry.Key)
        .FirstOrDefault();

    /// <returns>Roles by version: one to three versions, ascending.</returns>
    public static IReadOnlyList<(int Version, IReadOnlyList<string> Roles)> Roles(int champion, int first, int? best) =>
    [
        .. new (int? Version, string Role)[] { (champion, OpponentRoles.Champion), (first, OpponentRoles.First), (best, OpponentRoles.Best) }
            .Where(named => named.Version is not null)
            .GroupBy(named => named.Version!.Value, named => named.Role)
            .OrderBy(group => group.Key)
            .Select(group => (group.Key, (IReadOnlyList<string>)[.. group])),
    ];
}
