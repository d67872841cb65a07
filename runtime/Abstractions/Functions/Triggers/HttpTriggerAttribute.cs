namespace Embedded.Functions.Worker;

/// <summary>Runs the function for an HTTP request; the parameter is the <see cref="Microsoft.AspNetCore.Http.HttpRequest"/>.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class HttpTriggerAttribute : Attribute
{
    /// <summary>Any method, function key.</summary>
    public HttpTriggerAttribute()
        : this(AuthorizationLevel.Function)
    {
    }

    /// <summary>The given methods, function key.</summary>
    public HttpTriggerAttribute(params string[] methods)
        : this(AuthorizationLevel.Function, methods)
    {
    }

    /// <summary>Any method.</summary>
    public HttpTriggerAttribute(AuthorizationLevel authLevel) => AuthLevel = authLevel;

    /// <summary>The given methods only; another method is answered as a route that does not exist.</summary>
    public HttpTriggerAttribute(AuthorizationLevel authLevel, params string[] methods)
    {
        AuthLevel = authLevel;
        Methods = methods;
    }

    /// <summary>Route template below the route prefix of host.json, constraints allowed (<c>runs/{id:guid}</c>); null is the function's name.</summary>
    public string? Route { get; set; }

    /// <summary>Methods in any case; null is every method.</summary>
    public string[]? Methods { get; }

    /// <summary>The key asked for.</summary>
    public AuthorizationLevel AuthLevel { get; }
}
