namespace ServerlessMlops.Pipeline.Contracts;

/// <summary>The chosen model against versions that people approved, each scored again on the test rows; never a number from other data.</summary>
/// <param name="Primary">The measure that picks candidates; it stands first in each opponent's measures.</param>
/// <param name="Opponents">The champion, the first approved version and the best of them: one to three, by version.</param>
/// <param name="Approved">Versions that were ever released.</param>
/// <param name="Scored">Of those, scored here to find the best: at most the 20 newest, the first and the champion.</param>
public sealed record ContestReport(string Primary, IReadOnlyList<Opponent> Opponents, int Approved, int Scored)
{
    /// <param name="role">One of <see cref="OpponentRoles"/>.</param>
    /// <returns>Null where none has it: no version could be scored, so that none is the best.</returns>
    public Opponent? InRole(string role) => Opponents.FirstOrDefault(opponent => opponent.Roles.Contains(role));
}

/// <summary>Why a version stands in a <see cref="ContestReport"/>.</summary>
public static class OpponentRoles
{
    /// <summary>It was live when the model was evaluated.</summary>
    public const string Champion = "champion";

    /// <summary>It was the first that people approved.</summary>
    public const string First = "first";

    /// <summary>It has the best primary measure on these rows.</summary>
    public const string Best = "best";
}

/// <summary>One approved version beside the chosen model.</summary>
/// <param name="Roles">Of <see cref="OpponentRoles"/>, at least one.</param>
/// <param name="Measures">Empty exactly when <paramref name="Unmeasured"/> says why.</param>
/// <param name="SharedRows">
/// Test rows that the version was trained on: they equal a row of its training or validation part in every column it reads and the target. They
/// flatter it. Null where its data are no longer kept, or it was not compared.
/// </param>
public sealed record Opponent(
    int Version, IReadOnlyList<string> Roles, IReadOnlyList<PairedMeasure> Measures, long? SharedRows, string? Unmeasured = null)
{
    /// <summary>Its candidate's name; null where it could not be loaded.</summary>
    public string? Candidate { get; init; }
}

/// <summary>One measure of two models on the same rows.</summary>
/// <param name="Challenger">Of the chosen model; null where it could not be measured.</param>
/// <param name="Opponent">Of the other.</param>
/// <param name="Difference">Challenger − opponent, with a paired interval; <c>HigherIsBetter</c> says which sign is the better one.</param>
/// <param name="P">Two-sided p-value of no difference, where <paramref name="Test"/> names a test.</param>
/// <param name="Test">DeLong for the AUC, McNemar for accuracy; null for measures that have none.</param>
public sealed record PairedMeasure(string Name, double? Challenger, double? Opponent, Measure Difference, double? P, string? Test = null);
