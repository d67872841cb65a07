using Microsoft.Extensions.Hosting;

namespace Embedded.Host.Durable;

/// <summary>Tells activities in flight that the host stops.</summary>
internal sealed class ActivityStop(IHostApplicationLifetime lifetime)
{
    public CancellationToken Token => lifetime.ApplicationStopping;
}
