using Embedded.Host.Settings;
using Embedded.Host.State;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Embedded.Host.Listening;

/// <summary>
/// Opens the app to events once everything else has started, and closes it before anything else stops: an event then finds
/// engine and services at work.
/// </summary>
internal sealed partial class ListenerService(
    IEnumerable<IListener> listeners, IServer server, StateFolder folder, HostSettings settings, ILogger<ListenerService> log)
    : IHostedLifecycleService, IDisposable
{
    private readonly CancellationTokenSource stopping = new();
    private readonly CancellationTokenSource cancelled = new();
    private Task running = Task.CompletedTask;

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken)
    {
        var url = server.Features.Get<IServerAddressesFeature>()!.Addresses.First();
        AddressFile.Write(folder.AddressFile, url);
        running = Task.WhenAll(listeners.Select(listener =>
            Task.Run(() => listener.RunAsync(stopping.Token, cancelled.Token), CancellationToken.None)));
        Listening(url, folder.Path);
        return Task.CompletedTask;
    }

    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        AddressFile.Remove(folder.AddressFile);
        await stopping.CancelAsync();
        // Half of the time for work to end by itself, the rest for it to notice that it is cancelled.
        if (!await EndedAsync(settings.ShutdownTimeout / 2))
        {
            await cancelled.CancelAsync();
            await EndedAsync(settings.ShutdownTimeout / 4);
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose()
    {
        stopping.Dispose();
        cancelled.Dispose();
    }

    private async Task<bool> EndedAsync(TimeSpan within)
    {
        await Task.WhenAny(running, Polling.RestAsync(within, CancellationToken.None));
        return running.IsCompleted;
    }

    [LoggerMessage(LogLevel.Information, "Functions host listens on {Url}, state in {Folder}")]
    private partial void Listening(string url, string folder);
}
