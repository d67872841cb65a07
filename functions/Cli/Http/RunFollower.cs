using System.Runtime.CompilerServices;
using ServerlessMlops.Pipeline.Contracts;

namespace ServerlessMlops.Cli.Http;

/// <summary>Looks at a run again and again, and tells of each change.</summary>
internal sealed class RunFollower(ApiClient api, TimeProvider time)
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(250);

    /// <summary>Where a run waits for people, or has ended.</summary>
    public static bool Rests(RunRecord run) => run.IsEnded || run.State is RunState.AwaitingClaim or RunState.AwaitingApproval;

    /// <param name="looked">Hears of every look, also of one before the run is known.</param>
    /// <returns>The record each time it changed, up to the first that <paramref name="ends"/>.</returns>
    public async IAsyncEnumerable<RunRecord> FollowAsync(
        string runId, Func<RunRecord, bool> ends, Action<RunRecord?>? looked, [EnumeratorCancellation] CancellationToken cancellation)
    {
        DateTimeOffset? seen = null;
        while (true)
        {
            var run = (await api.FindRunAsync(runId, cancellation))?.Run;
            looked?.Invoke(run);
            if (run is not null && run.UpdatedAt != seen)
            {
                seen = run.UpdatedAt;
                yield return run;
                if (ends(run))
                {
                    yield break;
                }
            }

            await Task.Delay(Look, time, cancellation);
        }
    }

    public async Task<RunRecord> UntilAsync(string runId, Func<RunRecord, bool> ends, Action<RunRecord?>? looked, CancellationToken cancellation)
    {
        RunRecord? last = null;
        await foreach (var run in FollowAsync(runId, ends, looked, cancellation))
        {
            last = run;
        }

        return last!;
    }
}
