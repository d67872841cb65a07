namespace Embedded.Host.Listening;

/// <summary>
/// Pauses between looks at storage. They follow the system's clock, not the app's: storage lives in real time, and a test that
/// stops or leaps the app's clock still wants its blobs found.
/// </summary>
internal static class Polling
{
    /// <summary>Waits; returns early, without an error, when cancelled.</summary>
    public static async Task RestAsync(TimeSpan time, CancellationToken cancellation) =>
        await Task.Delay(time, TimeProvider.System, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
}
