using ServerlessMlops.Pipeline.Contracts;

namespace ServerlessMlops.Cli.Http;

/// <summary>A run may be named by the first characters of its id, where only one begins so.</summary>
internal static class RunNames
{
    private const int LengthOfId = 32;
    private const int FewestCharacters = 3;

    public static async Task<string> ResolveAsync(ApiClient api, string given, CancellationToken cancellation)
    {
        if (given.Length >= LengthOfId || given.Length < FewestCharacters)
        {
            return given;
        }

        var runs = await AllAsync(api, cancellation).Where(run => run.Request.RunId.StartsWith(given, StringComparison.OrdinalIgnoreCase))
            .Select(run => run.Request.RunId).ToListAsync(cancellation);
        return runs.Count switch
        {
            0 => throw new CommandFault($"No run's id begins with '{given}'.", "mlops runs list"),
            1 => runs[0],
            _ => throw new CommandFault($"{runs.Count} runs' ids begin with '{given}': {string.Join(", ", runs.Take(5))}.", "type more of it"),
        };
    }

    public static async IAsyncEnumerable<RunRecord> AllAsync(
        ApiClient api, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        string? continuation = null;
        do
        {
            var page = await api.RunsAsync(model: null, state: null, top: 100, continuation, cancellation);
            foreach (var run in page.Runs)
            {
                yield return run;
            }

            continuation = page.Continuation;
        }
        while (continuation is not null);
    }

    public static async Task<RunView> FindAsync(ApiClient api, string given, CancellationToken cancellation)
    {
        var runId = await ResolveAsync(api, given, cancellation);
        return await api.FindRunAsync(runId, cancellation) ?? throw new CommandFault($"There is no run {runId}.", "mlops runs list");
    }
}
