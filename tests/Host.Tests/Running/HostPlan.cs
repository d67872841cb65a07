namespace ServerlessMlops.Host.Tests.Running;

/// <summary>What a test's host consists of.</summary>
internal sealed record HostPlan
{
    public HostPlan(params Type[] types) => Types = types;

    /// <summary>Types that hold the functions.</summary>
    public IReadOnlyList<Type> Types { get; init; }

    /// <summary>Settings as <c>Name=value</c>.</summary>
    public IReadOnlyList<string> Settings { get; init; } = [];

    /// <summary>State folder; null is a new one that is deleted at the end.</summary>
    public string? Folder { get; init; }

    public bool ServesHttp { get; init; } = true;

    /// <summary>Middleware and services.</summary>
    public Action<FunctionsApplicationBuilder>? Configure { get; init; }

    /// <summary>Where functions note what they see.</summary>
    public Sightings Seen { get; init; } = new();
}
