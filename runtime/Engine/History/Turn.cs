namespace Embedded.Engine.History;

/// <summary>One step of an instance: what it received, what it then asked for, and its end if that was it.</summary>
/// <param name="At">The turn's time in UTC; never before the previous turn's.</param>
internal sealed record Turn(DateTime At, IReadOnlyList<Received> Received, IReadOnlyList<Decision> Decisions, Ending? Ending = null)
{
    /// <summary>Entries of the history that this turn makes.</summary>
    public int EventCount => Received.Count + Decisions.Count + (Ending is null ? 0 : 1);
}
