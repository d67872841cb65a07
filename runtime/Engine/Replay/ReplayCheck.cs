using Embedded.Engine.History;

namespace Embedded.Engine.Replay;

/// <summary>Plays stored turns and holds the code to them.</summary>
internal static class ReplayCheck
{
    /// <returns>Null when the code asked for just what the history holds; else the first difference.</returns>
    public static NonDeterministicOrchestrationException? Replay(Replayer replayer, string instanceId, IReadOnlyList<Turn> turns)
    {
        var index = 0;
        for (var i = 0; i < turns.Count; i++)
        {
            var turn = turns[i];
            index += turn.Received.Count;
            var asked = replayer.Play(turn.At, turn.Received, replaying: true);
            for (var n = 0; n < Math.Max(asked.Count, turn.Decisions.Count); n++)
            {
                var expected = n < turn.Decisions.Count ? Describe(turn.Decisions[n]) : "nothing";
                var actual = n < asked.Count ? Describe(asked[n]) : "nothing";
                if (expected != actual)
                {
                    return new NonDeterministicOrchestrationException(instanceId, index + n, expected, actual);
                }
            }

            index += turn.Decisions.Count;
            if (EndOf(turn.Ending) is var end && EndOf(replayer.Ending) is var played && end != played)
            {
                return new NonDeterministicOrchestrationException(instanceId, index, end, played);
            }

            index += turn.Ending is null ? 0 : 1;
        }

        return null;
    }

    private static string Describe(Decision decision) => $"{decision.Signature} (#{decision.Id})";

    // A failure recorded from outside the code (a limit, a refused version) is not the code's to repeat.
    private static string EndOf(Ending? ending) => ending is null ? "no end" : $"the end {ending.Status}";
}
