using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Embedded.DurableTask.Testing;

/// <summary>Settings of a test host.</summary>
public class DurableTaskTestHostOptions
{
    /// <summary>Kept for the sake of the signature: no port is opened.</summary>
    public int? Port { get; set; }

    public ILoggerFactory? LoggerFactory { get; set; }

    /// <summary>Services for activities; a <see cref="TimeProvider"/> here is the engine's clock.</summary>
    public Action<IServiceCollection>? ConfigureServices { get; set; }
}

/// <summary>Settings of an engine in memory.</summary>
public class InMemoryDurableTaskOptions
{
    /// <summary>Kept for the sake of the signature: no port is opened.</summary>
    public int? Port { get; set; }
}
