namespace Embedded.Host.Listening;

/// <summary>Waits for events of one source and runs functions for them.</summary>
internal interface IListener
{
    /// <summary>Listens until <paramref name="stopping"/>, then lets work in flight end; <paramref name="cancelled"/> is its last moment.</summary>
    Task RunAsync(CancellationToken stopping, CancellationToken cancelled);
}
