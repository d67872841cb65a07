using Embedded.Engine.Work;
using Microsoft.Extensions.Hosting;

namespace Embedded.Engine.Hosting;

/// <summary>Lets the engine work while the host runs.</summary>
internal sealed class EngineWorker(DurableEngine engine) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        engine.StartWork();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        engine.StopWork();
        return Task.CompletedTask;
    }
}
