using System.Globalization;
using ServerlessMlops.Pipeline.Contracts;

namespace ServerlessMlops.Pipeline.Evaluation;

/// <summary>A model beside approved versions, in sentences for whoever decides.</summary>
public static class ContestText
{
    /// <summary><c>Version 3 (lightgbm): live now, the best on these rows</c>.</summary>
    public static string Title(Opponent opponent) =>
        $"Version {opponent.Version.ToString(CultureInfo.InvariantCulture)}{(opponent.Candidate is { } name ? $" ({name})" : "")}: "
        + string.Join(", ", opponent.Roles.Select(Role));

    /// <summary>What the primary measure tells of the two, or why nothing can be told.</summary>
    public static string Sentence(Opponent opponent)
    {
        if (opponent.Unmeasured is { } why)
        {
            return $"It cannot be compared on these rows. {why}";
        }

        var primary = opponent.Measures[0];
        var name = primary.Name.Replace('_', ' ');
        return primary.Difference switch
        {
            { Unmeasured: { } missing } => $"By {name} they cannot be compared: {missing}.",
            { Lower: { } lower, Upper: { } upper, HigherIsBetter: var higher } => Told(name, lower, upper, higher),
            _ => $"By {name} nothing is told apart: {primary.Difference.Interval}.",
        };
    }

    /// <summary>How many of the rows the version has learned; null where it has learned none.</summary>
    public static string? Caveat(Opponent opponent, long testRows) => opponent switch
    {
        { Unmeasured: not null } or { SharedRows: 0 } => null,
        { SharedRows: null } => "Whether it has learned any of these rows is not known: what it was trained on is not kept here.",
        { SharedRows: { } shared } => $"It was trained on {Count(shared)} of these {Count(testRows)} rows or their equals, which flatters it.",
    };

    private static string Told(string name, double lower, double upper, bool higherIsBetter) =>
        lower <= 0 && upper >= 0 ? $"By {name} these rows do not tell the two apart: the interval of the difference holds 0."
        : lower > 0 == higherIsBetter ? $"By {name} the new model is better on these rows."
        : $"By {name} the new model is worse on these rows.";

    private static string Role(string role) => role switch
    {
        OpponentRoles.Champion => "live now",
        OpponentRoles.First => "the first that was approved",
        OpponentRoles.Best => "the best approved one on these rows",
        _ => role,
    };

    private static string Count(long value) => value.ToString("#,0", CultureInfo.InvariantCulture);
}
