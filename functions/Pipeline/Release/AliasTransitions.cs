namespace ServerlessMlops.Pipeline.Release;

public enum DeploymentCause { Deploy, Rollback }

/// <summary>One move of an alias; the list of them is only ever added to.</summary>
/// <param name="Sequence">From 1, without gaps, by model and alias.</param>
/// <param name="Key">Made from the effect (e.g. the run id): the same key moves the alias once.</param>
/// <param name="From">The version it named before; null at the first.</param>
public sealed record DeploymentRecord(
    string Model, string Alias, int Sequence, string Key, DeploymentCause Cause, int Version, int? From, DateTimeOffset MovedAt, string MovedBy, string? Reason = null);

/// <summary>What an alias would do.</summary>
public abstract record AliasTransition
{
    private AliasTransition()
    {
    }

    /// <param name="Previous">What a rollback would go back to afterwards; null where there is nothing.</param>
    public sealed record Move(int Version, int? Previous) : AliasTransition;

    /// <summary>The alias no longer names what the mover thinks.</summary>
    public sealed record Conflict(int? Current) : AliasTransition;

    public sealed record NothingBefore : AliasTransition;
}

/// <summary>Deploy puts a version on top of those that were live; rollback takes the top one off, so that going back twice goes back two.</summary>
public static class AliasTransitions
{
    public const string Champion = "champion";

    /// <param name="history">All moves of the alias, in order.</param>
    /// <param name="expected">The version that the decision was made against; null where none was live.</param>
    public static AliasTransition Deploy(IReadOnlyList<DeploymentRecord> history, int version, int? expected)
    {
        var live = Live(history);
        int? current = live.Count > 0 ? live[^1] : null;
        return current == expected ? new AliasTransition.Move(version, current) : new AliasTransition.Conflict(current);
    }

    /// <param name="expected">The version to leave; null: whichever is live.</param>
    public static AliasTransition Rollback(IReadOnlyList<DeploymentRecord> history, int? expected = null) => Live(history) switch
    {
        [.., var current] when expected is not null && expected != current => new AliasTransition.Conflict(current),
        [.., var before, var target, _] => new AliasTransition.Move(target, before),
        [var target, _] => new AliasTransition.Move(target, null),
        _ => new AliasTransition.NothingBefore(),
    };

    /// <summary>The versions under each other, the live one last.</summary>
    public static IReadOnlyList<int> Live(IReadOnlyList<DeploymentRecord> history)
    {
        var live = new List<int>();
        foreach (var move in history)
        {
            if (move.Cause == DeploymentCause.Deploy)
            {
                live.Add(move.Version);
            }
            else
            {
                live.RemoveAt(live.Count - 1);
            }
        }

        return live;
    }
}
