using Embedded.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Embedded.DurableTask.Testing;

/// <summary>
/// A host in this process with the real engine, its state in memory. A <see cref="TimeProvider"/> registered through
/// <see cref="DurableTaskTestHostOptions.ConfigureServices"/> becomes the engine's clock, so that a test may let 90 days pass at once.
/// </summary>
public sealed class DurableTaskTestHost : IAsyncDisposable
{
    private readonly IHost _host;

    private DurableTaskTestHost(IHost host)
    {
        _host = host;
        Client = host.Services.GetRequiredService<DurableTaskClient>();
    }

    public DurableTaskClient Client { get; }

    public IServiceProvider Services => _host.Services;

    /// <summary>Starts a host that knows the given tasks.</summary>
    public static async Task<DurableTaskTestHost> StartAsync(
        Action<DurableTaskRegistry> registry, DurableTaskTestHostOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(registry);
        var builder = new HostBuilder().ConfigureServices(services =>
        {
            if (options?.LoggerFactory is { } loggers)
            {
                services.AddSingleton(loggers);
            }

            services.AddInMemoryDurableTask(registry);
            options?.ConfigureServices?.Invoke(services);
        });
        var host = builder.Build();
        await host.StartAsync(cancellationToken).ConfigureAwait(false);
        return new DurableTaskTestHost(host);
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync().ConfigureAwait(false);
        _host.Dispose();
    }
}
