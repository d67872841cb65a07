using Microsoft.Extensions.DependencyInjection;

namespace Embedded.DurableTask.Client;

/// <summary>Builds a named client.</summary>
public interface IDurableTaskClientBuilder
{
    string Name { get; }

    IServiceCollection Services { get; }

    /// <summary>The type of the client; null is the embedded engine's own.</summary>
    Type? BuildTarget { get; set; }

    DurableTaskClient Build(IServiceProvider serviceProvider);
}

/// <summary>Finds clients by name.</summary>
public interface IDurableTaskClientProvider
{
    /// <param name="name">The name; null or empty is the default client.</param>
    DurableTaskClient GetClient(string? name = null);
}
