using ServerlessMlops.Storage;

namespace ServerlessMlops.App;

/// <summary>Makes the containers and tables before anything asks for them.</summary>
public sealed class StorageReady(StorageClients clients) : IHostedLifecycleService
{
    public Task StartingAsync(CancellationToken cancellation) => clients.EnsureCreatedAsync(cancellation);

    public Task StartAsync(CancellationToken cancellation) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellation) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellation) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellation) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellation) => Task.CompletedTask;
}
