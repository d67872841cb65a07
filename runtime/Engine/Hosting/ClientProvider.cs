using System.Collections.Concurrent;
using Embedded.DurableTask.Client;

namespace Embedded.Engine.Hosting;

/// <summary>Clients by name, each made once.</summary>
internal sealed class ClientProvider(IServiceProvider services, IEnumerable<IDurableTaskClientBuilder> builders) : IDurableTaskClientProvider
{
    private readonly ConcurrentDictionary<string, DurableTaskClient> _clients = new(StringComparer.Ordinal);

    public DurableTaskClient GetClient(string? name = null) => _clients.GetOrAdd(name ?? string.Empty, key =>
        (builders.FirstOrDefault(builder => string.Equals(builder.Name, key, StringComparison.Ordinal))
            ?? throw new ArgumentException($"No durable task client is registered under the name '{key}'.", nameof(name))).Build(services));
}
